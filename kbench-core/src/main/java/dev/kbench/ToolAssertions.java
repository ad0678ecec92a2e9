package dev.kbench;

import dev.kbench.assertion.Checks;
import dev.kbench.event.AssertionResult;
import dev.kbench.tool.ToolBody;
import dev.kbench.tool.ToolSpec;

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
    /// @param tool the method, as a reference
    /// @return what was recorded
    public static AssertionResult assertToolWasInvoked(ToolBody.Run0 tool) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), "");
    }

    /// Asserts that a tool was called, given as its method with 0 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertToolWasInvoked(ToolBody.Run0 tool, String expectation) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), expectation);
    }

    /// Asserts that a tool was called, given as its method with 1 parameter.
    ///
    /// @param tool the method, as a reference
    /// @param <A> the first parameter's type
    /// @return what was recorded
    public static <A> AssertionResult assertToolWasInvoked(ToolBody.Run1<A> tool) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), "");
    }

    /// Asserts that a tool was called, given as its method with 1 parameter.
    ///
    /// @param tool the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @return what was recorded
    public static <A> AssertionResult assertToolWasInvoked(
            ToolBody.Run1<A> tool, String expectation) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), expectation);
    }

    /// Asserts that a tool was called, given as its method with 2 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @return what was recorded
    public static <A, B> AssertionResult assertToolWasInvoked(ToolBody.Run2<A, B> tool) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), "");
    }

    /// Asserts that a tool was called, given as its method with 2 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @return what was recorded
    public static <A, B> AssertionResult assertToolWasInvoked(
            ToolBody.Run2<A, B> tool, String expectation) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), expectation);
    }

    /// Asserts that a tool was called, given as its method with 3 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @return what was recorded
    public static <A, B, C> AssertionResult assertToolWasInvoked(ToolBody.Run3<A, B, C> tool) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), "");
    }

    /// Asserts that a tool was called, given as its method with 3 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @return what was recorded
    public static <A, B, C> AssertionResult assertToolWasInvoked(
            ToolBody.Run3<A, B, C> tool, String expectation) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), expectation);
    }

    /// Asserts that a tool was called, given as its method with 4 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @return what was recorded
    public static <A, B, C, D> AssertionResult assertToolWasInvoked(
            ToolBody.Run4<A, B, C, D> tool) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), "");
    }

    /// Asserts that a tool was called, given as its method with 4 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @return what was recorded
    public static <A, B, C, D> AssertionResult assertToolWasInvoked(
            ToolBody.Run4<A, B, C, D> tool, String expectation) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), expectation);
    }

    /// Asserts that a tool was called, given as its method with 5 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @return what was recorded
    public static <A, B, C, D, E> AssertionResult assertToolWasInvoked(
            ToolBody.Run5<A, B, C, D, E> tool) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), "");
    }

    /// Asserts that a tool was called, given as its method with 5 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @return what was recorded
    public static <A, B, C, D, E> AssertionResult assertToolWasInvoked(
            ToolBody.Run5<A, B, C, D, E> tool, String expectation) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), expectation);
    }

    /// Asserts that a tool was called, given as its method with 6 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @return what was recorded
    public static <A, B, C, D, E, F> AssertionResult assertToolWasInvoked(
            ToolBody.Run6<A, B, C, D, E, F> tool) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), "");
    }

    /// Asserts that a tool was called, given as its method with 6 parameters.
    ///
    /// @param tool the method, as a reference
    /// @param expectation what to show
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @return what was recorded
    public static <A, B, C, D, E, F> AssertionResult assertToolWasInvoked(
            ToolBody.Run6<A, B, C, D, E, F> tool, String expectation) {
        return Checks.assertToolWasInvoked(ToolSpec.of(tool).name(), expectation);
    }
}
