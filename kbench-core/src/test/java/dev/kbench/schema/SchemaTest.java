package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

import java.util.List;

class SchemaTest {
    private static final Schema<Integer> INT = Schema.of(int.class);
    private static final Schema<Double> DOUBLE = Schema.of(double.class);
    private static final Schema<Boolean> BOOLEAN = Schema.of(boolean.class);

    @Test
    void tellTheModelWhatToAnswer() {
        assertThat(INT.instruction())
                .contains(
                        "Answer with one JSON object that fits this JSON schema, and with nothing"
                            + " else:"
                            + " {\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"integer\"}},\"required\":[\"value\"],\"additionalProperties\":false}");
        assertThat(DOUBLE.instruction().orElseThrow()).contains("{\"type\":\"number\"}");
        assertThat(BOOLEAN.instruction().orElseThrow()).contains("{\"type\":\"boolean\"}");
        assertThat(Schema.text().instruction()).isEmpty();
    }

    @Test
    void sayWhatTheyExpect() {
        assertThat(INT.expected()).isEqualTo("a whole number");
        assertThat(BOOLEAN).hasToString("Schema[true or false]");
        assertThat(Schema.of(String.class)).isSameAs(Schema.text());
    }

    @Test
    void ofTextKeepEverything() {
        for (String answer : List.of("", " x ", "```\n1\n```", "{\"value\": 1}", "\ud800\0")) {
            assertThat(Schema.text().read(answer)).isSameAs(answer);
        }
    }

    @Test
    void ofOtherTypesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Schema.of(List.class))
                .withMessage(
                        "an answer cannot be read as java.util.List; expected String, boolean,"
                                + " int, long, float or double");
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.of(short.class));
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.of(void.class));
        assertThatNullPointerException()
                .isThrownBy(() -> Schema.of(null))
                .withMessage("type: expected a class such as int.class, got null");
    }
}
