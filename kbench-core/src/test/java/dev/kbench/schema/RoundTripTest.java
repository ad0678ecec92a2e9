package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.internal.answer.Json;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is exactly the JSON of a value is read as that value, however it was asked for, bare or
/// wrapped or in a code block or in prose.
class RoundTripTest {
    private static final int VALUES = 200;
    private static final List<SchemaLimits> WAYS =
            List.of(
                    SchemaLimits.STANDARD,
                    SchemaLimits.OPENAI,
                    SchemaLimits.GENAI,
                    SchemaLimits.ANTHROPIC,
                    SchemaLimits.LLAMA);

    static Stream<Values.Kind<?>> kinds() {
        return new Values(7).all().stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void exactJsonIsTheValueWithoutRepair(Values.Kind<T> kind) {
        for (int i = 0; i < VALUES; i++) {
            T value = kind.generator().get();
            String answer = kind.schema().write(value);

            for (String each : List.of(answer, " \n" + answer + "\t")) {
                Reading<T> reading = kind.schema().reading(each);
                assertThat(reading.value()).as(each).isEqualTo(value);
                assertThat(reading.repairs()).as(each).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void soItIsInACodeBlockAndInProse(Values.Kind<T> kind) {
        for (int i = 0; i < VALUES; i++) {
            T value = kind.generator().get();
            String answer = kind.schema().write(value);

            assertThat(kind.schema().read("```json\n" + answer + "\n```")).isEqualTo(value);
            assertThat(kind.schema().read("Here you are:\n" + answer + "\nIt's done."))
                    .isEqualTo(value);
            assertThat(kind.schema().read("<think>{\"a\": 1}</think>\n" + answer)).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    <T> void soItIsInTheFormOfEachVendor(Values.Kind<T> kind) {
        for (SchemaLimits limits : WAYS) {
            Optional<JsonSchema> sent = kind.schema().sent(limits);
            for (int i = 0; i < VALUES && sent.isPresent(); i++) {
                T value = kind.generator().get();
                Json exact = Json.parse(kind.schema().write(value));
                Json vendors = AsSent.of(exact, sent.get());

                Reading<T> reading = kind.schema().reading(vendors.json());
                assertThat(reading.value()).as(limits.name() + vendors.json()).isEqualTo(value);
                assertThat(reading.repairs()).as(limits.name() + vendors.json()).isEmpty();
            }
        }
    }
}
