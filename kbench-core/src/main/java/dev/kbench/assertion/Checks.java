package dev.kbench.assertion;

import static java.util.Objects.requireNonNull;

import dev.kbench.event.AssertionResult;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.ToolUse;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The built-in assertions. Each records whether it held, on the caller's line, returns what it
/// recorded, and goes on. An empty expectation is replaced by the assertion's own. Outside a run
/// each refuses with an `IllegalStateException`.
public final class Checks {
    private static final String NO_PATTERN = "pattern: expected a regular expression, got null";

    private Checks() {}

    /// Two values are equal: numbers by value whatever their types, containers element by element.
    ///
    /// @param expected what was expected; may be null
    /// @param actual what came; may be null
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertEqual(
            @Nullable Object expected, @Nullable Object actual, String expectation) {
        return Recorder.record(
                "assertEqual",
                Equality.equal(expected, actual),
                or(expectation, "Expected: '%s', Got: '%s'", expected, actual),
                () ->
                        Evidence.of("expected", expected)
                                .and("actual", actual)
                                .differing(Difference.of(expected, actual)));
    }

    /// A condition holds.
    ///
    /// @param condition the condition
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertTrue(boolean condition, String expectation) {
        return Recorder.record(
                "assertTrue",
                condition,
                or(expectation, "Expected '%s' to be True", condition),
                () -> Evidence.NONE);
    }

    /// A condition does not hold.
    ///
    /// @param condition the condition
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertFalse(boolean condition, String expectation) {
        return Recorder.record(
                "assertFalse",
                !condition,
                or(expectation, "Expected '%s' to be False", condition),
                () -> Evidence.NONE);
    }

    /// A tool was called in the current run: by whichever model, in whichever chat. A call whose
    /// arguments did not fit called nothing; one that went wrong was a call.
    ///
    /// @param tool the tool's name
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertToolWasInvoked(String tool, String expectation) {
        requireNonNull(tool, "tool: expected a tool's name, got null");
        Map<String, Integer> called = ToolUse.current();
        return Recorder.record(
                "assertToolWasInvoked",
                called.containsKey(tool),
                or(expectation, "Expected tool `%s` to be invoked", tool),
                () -> Evidence.of("called", called));
    }

    /// A container has a member: an element, a map's key, a text's part.
    ///
    /// @param member what is looked for; may be null
    /// @param container text, collection, map, array or optional
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertIn(
            @Nullable Object member, Object container, String expectation) {
        return Recorder.record(
                "assertIn",
                contains(container, member),
                or(expectation, "Expected '%s' in '%s'", member, container),
                () -> Absence.of(member, container));
    }

    /// A container lacks a member.
    ///
    /// @param member what is looked for; may be null
    /// @param container text, collection, map, array or optional
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertNotIn(
            @Nullable Object member, Object container, String expectation) {
        return Recorder.record(
                "assertNotIn",
                !contains(container, member),
                or(expectation, "Expected '%s' not in '%s'", member, container),
                () -> Presence.of(member, container));
    }

    /// A container is empty.
    ///
    /// @param container text, collection, map, array or optional; null counts as empty
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertEmpty(@Nullable Object container, String expectation) {
        return Recorder.record(
                "assertEmpty",
                isEmpty(container),
                or(expectation, "Expected '%s' to be empty", container),
                () -> Presence.of(container));
    }

    /// A container is not empty.
    ///
    /// @param container text, collection, map, array or optional; null counts as empty
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertNotEmpty(@Nullable Object container, String expectation) {
        return Recorder.record(
                "assertNotEmpty",
                !isEmpty(container),
                or(expectation, "Expected '%s' not to be empty", container),
                () -> Evidence.of("container", container));
    }

    /// A pattern is found somewhere in a text.
    ///
    /// @param pattern the pattern
    /// @param text the text
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertContainsRegex(
            Pattern pattern, CharSequence text, String expectation) {
        return Recorder.record(
                "assertContainsRegex",
                found(pattern, text),
                or(expectation, "Expected pattern '%s' found in '%s'", pattern, text),
                () -> Evidence.of("pattern", pattern).and("text", text));
    }

    /// A pattern is found nowhere in a text.
    ///
    /// @param pattern the pattern
    /// @param text the text
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertNotContainsRegex(
            Pattern pattern, CharSequence text, String expectation) {
        return Recorder.record(
                "assertNotContainsRegex",
                !found(pattern, text),
                or(expectation, "Expected pattern '%s' not found in '%s'", pattern, text),
                () -> Presence.of(pattern, text));
    }

    /// Code runs to its end. What it throws is told in the record; an interrupt leaves its flag,
    /// and a virtual machine's error and the run's own cancellation go on.
    ///
    /// @param code what to run
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertRaisesNoExceptions(Code code, String expectation) {
        requireNonNull(code, "code: expected what to run, such as () -> …, got null");
        Throwable thrown = null;
        try {
            code.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thrown = e;
        } catch (CancellationException e) {
            RunScope scope = RunScope.current();
            if (scope != null && scope.cancellation().isCancelled()) {
                throw e;
            }
            thrown = e;
        } catch (Exception | AssertionError | StackOverflowError | LinkageError e) {
            thrown = e;
        }
        Throwable caught = thrown;
        return Recorder.record(
                "assertRaisesNoExceptions",
                caught == null,
                or(expectation, "Expected no exception to be raised"),
                () -> Thrown.evidence(requireNonNull(caught)));
    }

    /// Fails in any case.
    ///
    /// @param expectation what to show
    /// @return what was recorded
    public static AssertionResult assertFail(String expectation) {
        return Recorder.record(
                "assertFail",
                false,
                or(expectation, "Assertion failed unconditionally."),
                () -> Evidence.NONE);
    }

    /// Records a custom assertion: the calling method is the assertion, its caller's line is shown.
    ///
    /// @param passed whether it held
    /// @param expectation what was expected
    /// @param with sets its options
    /// @return what was recorded
    public static AssertionResult recordAssertion(
            boolean passed, String expectation, Consumer<AssertionOptions> with) {
        return custom("recordAssertion", passed, expectation, with);
    }

    private static AssertionResult custom(
            String method, boolean passed, String expectation, Consumer<AssertionOptions> with) {
        String shown = or(expectation, "Expected a condition to hold");
        AssertionOptions options = new AssertionOptions();
        requireNonNull(with, "with: expected what sets options, got null").accept(options);
        return Recorder.recordCustom(method, passed, shown, options);
    }

    /// Records a custom assertion, and stops the task where it does not hold.
    ///
    /// @param passed whether it held
    /// @param expectation what was expected
    /// @param with sets its options
    /// @return what was recorded
    /// @throws RequirementFailedError if it did not hold
    public static AssertionResult requireAssertion(
            boolean passed, String expectation, Consumer<AssertionOptions> with) {
        AssertionResult result = custom("requireAssertion", passed, expectation, with);
        if (!result.passed()) {
            throw new RequirementFailedError(result.expectation());
        }
        return result;
    }

    /// Code that may throw anything.
    @FunctionalInterface
    public interface Code {
        /// Runs.
        ///
        /// @throws Exception whatever goes wrong
        void run() throws Exception;
    }

    /// Compiles a pattern so that `\d`, `\w` and `\b` know all scripts.
    ///
    /// @param pattern a regular expression
    /// @return the pattern
    /// @throws IllegalArgumentException if it is none
    public static Pattern unicode(String pattern) {
        requireNonNull(pattern, NO_PATTERN);
        try {
            return Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "pattern: expected a regular expression, got '%s': %s at index %d; a text as it stands is looked for with assertIn, or with Pattern.quote(text)"
                            .formatted(Shown.of(pattern), e.getDescription(), e.getIndex()),
                    e);
        }
    }

    private static boolean contains(Object container, @Nullable Object member) {
        return switch (requireNonNull(
                container,
                "container: expected a text, collection, map, array or optional, got null")) {
            case CharSequence text -> {
                if (!(member instanceof CharSequence || member instanceof Character)) {
                    throw new IllegalArgumentException(
                            "a text can only contain a text, got " + Shown.of(member));
                }
                yield text.toString().contains(member.toString());
            }
            case Map<?, ?> map -> Equality.contains(map.keySet(), member);
            case Collection<?> items -> Equality.contains(items, member);
            case Optional<?> optional ->
                    optional.isPresent() && Equality.equal(optional.get(), member);
            default -> Equality.contains(array(container), member);
        };
    }

    private static boolean isEmpty(@Nullable Object container) {
        return switch (container) {
            case null -> true;
            case CharSequence text -> text.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Collection<?> items -> items.isEmpty();
            case Optional<?> optional -> optional.isEmpty();
            default -> array(container).isEmpty();
        };
    }

    private static boolean found(Pattern pattern, CharSequence text) {
        requireNonNull(pattern, NO_PATTERN);
        requireNonNull(text, "text: expected the text to look in, got null");
        try {
            return pattern.matcher(text).find();
        } catch (StackOverflowError e) {
            throw new IllegalArgumentException(
                    "the pattern '%s' goes too deep on a text of %d characters; repeat single characters instead of groups, as in [ab]* for (a|b)*"
                            .formatted(Shown.of(pattern), text.length()),
                    e);
        }
    }

    private static List<?> array(Object container) {
        List<?> elements = Equality.elements(container);
        if (elements == null) {
            throw new IllegalArgumentException(
                    "expected a text, collection, map, array or optional, got a "
                            + container.getClass().getName());
        }
        return elements;
    }

    private static String or(String expectation, String template, @Nullable Object... values) {
        return requireNonNull(
                                expectation,
                                "expectation: expected a text, \"\" for the usual one, got null")
                        .isEmpty()
                ? template.formatted(Arrays.stream(values).map(Shown::of).toArray())
                : expectation;
    }
}
