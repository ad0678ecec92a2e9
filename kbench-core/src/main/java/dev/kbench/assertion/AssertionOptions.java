package dev.kbench.assertion;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/// Options of a custom assertion: `recordAssertion(ok, "10 to 20 words", with ->
/// with.value("words", n))`. What it is given stands in the report.
///
/// One thread.
public final class AssertionOptions {
    private static final int MOST = 50;

    private Evidence evidence = Evidence.NONE;
    private String name = "";

    AssertionOptions() {}

    /// A value that the assertion was about, shown as `name: value`.
    ///
    /// @param name such as `words`; at most 50 values can be given, each name once
    /// @param value any value; may be null. Of a long one the first 1,000 characters are kept
    /// @return this
    public AssertionOptions value(String name, @Nullable Object value) {
        if (requireNonNull(name, "name: expected a value's name such as words, got null")
                .isBlank()) {
            throw new IllegalArgumentException("a value's name must not be blank");
        }
        if (evidence.values().containsKey(name)) {
            throw new IllegalArgumentException(
                    "value '%s' was already set to %s"
                            .formatted(name, evidence.values().get(name)));
        }
        if (evidence.values().size() == MOST) {
            throw new IllegalArgumentException(
                    "an assertion takes at most %d values, got another: '%s'"
                            .formatted(MOST, name));
        }
        evidence = evidence.and(name, value);
        return this;
    }

    /// Two values that were compared, shown as `expected` and `actual`, and in what they differ as
    /// `assertEqual` tells it.
    ///
    /// @param expected any value; may be null
    /// @param actual any value; may be null
    /// @return this
    public AssertionOptions compared(@Nullable Object expected, @Nullable Object actual) {
        value("expected", expected).value("actual", actual);
        if (!Equality.equal(expected, actual)) {
            evidence = evidence.differing(Difference.of(expected, actual));
        }
        return this;
    }

    /// Another name in the report than the method's.
    ///
    /// @param type such as `word count`
    /// @return this
    public AssertionOptions named(String type) {
        if (requireNonNull(type, "type: expected the assertion's name, got null").isBlank()) {
            throw new IllegalArgumentException("an assertion's name must not be blank");
        }
        if (!name.isEmpty()) {
            throw new IllegalArgumentException("named was already set to " + name);
        }
        name = type;
        return this;
    }

    Evidence evidence() {
        return evidence;
    }

    String name() {
        return name;
    }
}
