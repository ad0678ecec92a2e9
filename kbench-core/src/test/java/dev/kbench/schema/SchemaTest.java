package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

import java.util.List;

class SchemaTest {
    private static final Schema<Integer> INT = Schema.of(int.class);
    private static final Schema<Double> DOUBLE = Schema.of(double.class);
    private static final Schema<Boolean> BOOLEAN = Schema.of(boolean.class);

    @Test
    void tellTheModelWhatToAnswer() {
        assertThat(INT.told())
                .contains(
                        "Answer with one JSON object that fits this JSON schema, and with nothing"
                            + " else:"
                            + " {\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"integer\"}},\"required\":[\"value\"],\"additionalProperties\":false}");
        assertThat(DOUBLE.told().orElseThrow()).contains("{\"type\":\"number\"}");
        assertThat(BOOLEAN.told().orElseThrow()).contains("{\"type\":\"boolean\"}");
        assertThat(Schema.text().told()).isEmpty();
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
    void needAType() {
        assertThatNullPointerException()
                .isThrownBy(() -> Schema.of((Class<Object>) null))
                .withMessage("type: expected a class such as int.class, got null");
    }
}
