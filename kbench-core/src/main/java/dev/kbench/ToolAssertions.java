package dev.kbench;

import static java.util.Objects.requireNonNull;

import dev.kbench.assertion.Checks;
import dev.kbench.event.AssertionResult;
import dev.kbench.tool.ToolBody;
import dev.kbench.tool.ToolSpec;

import java.util.function.Supplier;

/// The assertions about tools, which take a method of any number of parameters.
@SuppressWarnings("overloads") // a method reference fits one overload only
abstract class ToolAssertions {
    ToolAssertions() {}

    /// Asserts that a tool was called in the current run, by whichever model and in whichever chat.
    ///
    /// @param tool the tool's name
    /// @return what was recorded
    public static AssertionResult assertToolWasInvoked(String tool) {
        return Checks.assertToolWasInvoked(tool, "");
    }

    /// Asserts that a tool was called in the current run, by whichever model and in whichever chat.
    ///
    /// @param tool the tool's name
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertToolWasInvoked(String tool, String expectation) {
        return Checks.assertToolWasInvoked(tool, expectation);
    }

    /// Asserts that a tool was called, given as its method with 0 parameters.
    ///
    /// @param method the method, as a reference
    /// @return what was recorded
    public static AssertionResult assertToolWasInvoked(ToolBody.Run0 method) {
        return invoked(() -> ToolSpec.of(method), "");
    }

    /// Asserts that a tool was called, given as its method with 0 parameters.
    ///
    /// @param method the method, as a reference
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertToolWasInvoked(ToolBody.Run0 method, String expectation) {
        return invoked(() -> ToolSpec.of(method), expectation);
    }

    /// Asserts that a tool was called, given as its method with 1 parameter.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @return what was recorded
    public static <A> AssertionResult assertToolWasInvoked(ToolBody.Run1<A> method) {
        return invoked(() -> ToolSpec.of(method), "");
    }

    /// Asserts that a tool was called, given as its method with 1 parameter.
    ///
    /// @param method the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @return what was recorded
    public static <A> AssertionResult assertToolWasInvoked(
            ToolBody.Run1<A> method, String expectation) {
        return invoked(() -> ToolSpec.of(method), expectation);
    }

    /// Asserts that a tool was called, given as its method with 2 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @return what was recorded
    public static <A, B> AssertionResult assertToolWasInvoked(ToolBody.Run2<A, B> method) {
        return invoked(() -> ToolSpec.of(method), "");
    }

    /// Asserts that a tool was called, given as its method with 2 parameters.
    ///
    /// @param method the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @return what was recorded
    public static <A, B> AssertionResult assertToolWasInvoked(
            ToolBody.Run2<A, B> method, String expectation) {
        return invoked(() -> ToolSpec.of(method), expectation);
    }

    /// Asserts that a tool was called, given as its method with 3 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @return what was recorded
    public static <A, B, C> AssertionResult assertToolWasInvoked(ToolBody.Run3<A, B, C> method) {
        return invoked(() -> ToolSpec.of(method), "");
    }

    /// Asserts that a tool was called, given as its method with 3 parameters.
    ///
    /// @param method the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @return what was recorded
    public static <A, B, C> AssertionResult assertToolWasInvoked(
            ToolBody.Run3<A, B, C> method, String expectation) {
        return invoked(() -> ToolSpec.of(method), expectation);
    }

    /// Asserts that a tool was called, given as its method with 4 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @return what was recorded
    public static <A, B, C, D> AssertionResult assertToolWasInvoked(
            ToolBody.Run4<A, B, C, D> method) {
        return invoked(() -> ToolSpec.of(method), "");
    }

    /// Asserts that a tool was called, given as its method with 4 parameters.
    ///
    /// @param method the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @return what was recorded
    public static <A, B, C, D> AssertionResult assertToolWasInvoked(
            ToolBody.Run4<A, B, C, D> method, String expectation) {
        return invoked(() -> ToolSpec.of(method), expectation);
    }

    /// Asserts that a tool was called, given as its method with 5 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @return what was recorded
    public static <A, B, C, D, E> AssertionResult assertToolWasInvoked(
            ToolBody.Run5<A, B, C, D, E> method) {
        return invoked(() -> ToolSpec.of(method), "");
    }

    /// Asserts that a tool was called, given as its method with 5 parameters.
    ///
    /// @param method the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @return what was recorded
    public static <A, B, C, D, E> AssertionResult assertToolWasInvoked(
            ToolBody.Run5<A, B, C, D, E> method, String expectation) {
        return invoked(() -> ToolSpec.of(method), expectation);
    }

    /// Asserts that a tool was called, given as its method with 6 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @return what was recorded
    public static <A, B, C, D, E, F> AssertionResult assertToolWasInvoked(
            ToolBody.Run6<A, B, C, D, E, F> method) {
        return invoked(() -> ToolSpec.of(method), "");
    }

    /// Asserts that a tool was called, given as its method with 6 parameters.
    ///
    /// @param method the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @return what was recorded
    public static <A, B, C, D, E, F> AssertionResult assertToolWasInvoked(
            ToolBody.Run6<A, B, C, D, E, F> method, String expectation) {
        return invoked(() -> ToolSpec.of(method), expectation);
    }

    private static AssertionResult invoked(Supplier<ToolSpec> tool, String expectation) {
        requireNonNull(expectation, "expectation: expected what to show, got null");
        return Checks.assertToolWasInvoked(tool.get().name(), expectation);
    }
}
