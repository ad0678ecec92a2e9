package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.validation.Constraint;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Past;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Constraints of jakarta.validation are told to models and enforced, by the same rules as there.
class JakartaConstraintsTest {
    record AtLeast(@Min(2) int it) {}

    record AtMost(@Max(2) Long it) {}

    record MoreThan(@DecimalMin(value = "0.5", inclusive = false) double it) {}

    record UpTo(@DecimalMax("0.5") double it) {}

    record Above(@Positive double it) {}

    record FromZero(@PositiveOrZero int it) {}

    record Below(@Negative double it) {}

    record ToZero(@NegativeOrZero int it) {}

    record Sized(@Size(min = 2, max = 3) String it) {}

    record SizedList(@Size(max = 2) List<Integer> it) {}

    record Filled(@NotEmpty Map<String, Integer> it) {}

    record Worded(@NotBlank String it) {}

    record Coded(@Pattern(regexp = "[A-Z]{3}") String it) {}

    record There(@NotNull String it) {}

    record Items(List<@Min(2) Integer> it) {}

    record Values(Map<String, List<@NotBlank String>> it) {}

    record Maybe(Optional<@Positive Integer> it) {}

    record Again(@Pattern(regexp = "[a-z]+") @Pattern(regexp = ".{2}") String it) {}

    record Both(@Min(1) @dev.kbench.schema.Max(3) int it) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "AtLeast|{\"type\":\"integer\",\"minimum\":2|2|1|$.it must be at least 2, got 1",
                "AtMost|\"maximum\":2|2|3|$.it must be at most 2, got 3",
                "MoreThan|\"exclusiveMinimum\":0.5|0.51|0.5|$.it must be more than 0.5, got 0.5",
                "UpTo|\"maximum\":0.5|0.5|0.51|$.it must be at most 0.5, got 0.51",
                "Above|\"exclusiveMinimum\":0|1e-9|0|$.it must be more than 0, got 0",
                "FromZero|\"minimum\":0|0|-1|$.it must be at least 0, got -1",
                "Below|\"exclusiveMaximum\":0|-0.1|0|$.it must be less than 0, got 0",
                "ToZero|\"maximum\":0|0|1|$.it must be at most 0, got 1",
                "Sized|\"minLength\":2,\"maxLength\":3|\"abc\"|\"a\""
                        + "|$.it must have at least 2 characters, it has 1",
                "SizedList|\"maxItems\":2|[1,2]|[1,2,3]|$.it must have at most 2 items, it has 3",
                "Filled|\"minProperties\":1|{\"a\":1}|{}|$.it must have at least 1 entry, it has"
                        + " 0",
                "Worded|\"pattern\"|\" x \"|\" \\n \"|$.it must match",
                "Coded|\"pattern\":\"^(?:[A-Z]{3})$\"|\"ABC\"|\"ABCD\"|$.it must match [A-Z]{3}",
                "There|\"required\":[\"it\"]|\"\"|null|$.it",
                "Items|\"items\":{\"type\":\"integer\",\"minimum\":2}|[2,3]|[2,1]"
                        + "|$.it[1] must be at least 2, got 1",
                "Values|\"pattern\"|{\"a\":[\"x\"]}|{\"a\":[\"x\",\" \"]}|$.it.a[1] must match",
                "Maybe|\"exclusiveMinimum\":0|null|0|$.it must be more than 0, got 0",
                "Again|\"allOf\":[{\"pattern\":\"^(?:[a-z]+)$\"},{\"pattern\":\"^(?:.{2})$\"}]"
                        + "|\"ab\"|\"abc\"|$.it must match .{2}",
                "Both|\"minimum\":1,\"maximum\":3|3|4|$.it must be at most 3, got 4",
            })
    void isToldAndEnforced(String type, String told, String fits, String doesNot, String problem)
            throws ClassNotFoundException {
        Schema<?> schema =
                Schema.of(Class.forName(JakartaConstraintsTest.class.getName() + "$" + type));
        assertThat(schema.told().orElseThrow()).contains(told);
        assertThat(schema.write(cast(schema.read("{\"it\": " + fits + "}")))).isNotEmpty();
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> schema.read("{\"it\": " + doesNot + "}"))
                .satisfies(e -> assertThat(e.problems().getFirst().toString()).startsWith(problem));
    }

    @SuppressWarnings("unchecked") // a value goes back to the schema that it comes from
    private static <T> T cast(Object value) {
        return (T) value;
    }

    /// A constraint that no schema can say and nothing here checks.
    @Constraint(validatedBy = {})
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE_USE, ElementType.RECORD_COMPONENT})
    @interface Odd {}

    record Mailed(@Email String it) {}

    record Old(@Past LocalDate it) {}

    record Own(List<@Odd Integer> it) {}

    record Flagged(@Pattern(regexp = "a", flags = Pattern.Flag.CASE_INSENSITIVE) String it) {}

    record Misplaced(@Size(max = 2) int it) {}

    record Reversed(@Min(3) @Max(2) int it) {}

    static Stream<List<Object>> refusals() {
        return Stream.of(
                List.of(Mailed.class, "$.it: @Email cannot be enforced"),
                List.of(Old.class, "$.it: @Past cannot be enforced"),
                List.of(Own.class, "$.it[]: @Odd cannot be enforced"),
                List.of(
                        Flagged.class,
                        "$.it: @Pattern has flags, which no schema can say; write them as (?i)"),
                List.of(
                        Misplaced.class,
                        "$.it: @Size is for texts, lists, sets, arrays and maps, not for a whole"
                                + " number"),
                List.of(Reversed.class, "$.it: no number is within its limits"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatCannotBeEnforcedIsRefused(List<Object> row) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.of((Class<?>) row.getFirst()))
                .withMessage((String) row.getLast());
    }

    @Test
    void exactAnswersFitWhatIsTold() {
        for (Class<?> type : List.of(AtLeast.class, MoreThan.class, Above.class, Below.class)) {
            assertThat(Validator.errors(Schema.of(type).json().orElseThrow())).isEmpty();
        }
    }
}
