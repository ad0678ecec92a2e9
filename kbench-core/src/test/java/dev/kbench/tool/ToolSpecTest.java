package dev.kbench.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.schema.Default;
import dev.kbench.schema.Description;
import dev.kbench.schema.JsonSchema;
import dev.kbench.schema.Max;
import dev.kbench.schema.Min;
import dev.kbench.schema.Size;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a model is told of methods.
class ToolSpecTest {
    enum Colour {
        RED,
        BLUE
    }

    record Box(@Min(1) int width, Optional<String> label) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    String nothing() {
        return "x";
    }

    /// Calculates.
    ///
    /// Two numbers at a time.
    ///
    /// @param a the first number
    /// @param b the second number, which may be 0
    /// @return the result
    double calculator(double a, double b, @Description("one of + - * /") String operator) {
        return operator.equals("+") ? a + b : a - b;
    }

    void all(
            boolean flag,
            Colour colour,
            List<@Min(0) Integer> numbers,
            Map<String, Double> table,
            Box box,
            LocalDate day) {}

    void limits(
            @Min(1) @Max(9) int digit,
            @Size(max = 3) String word,
            @Default("7") int count,
            Optional<Long> maybe) {}

    void shape(Shape shape) {}

    @Tool(name = "look-up", description = " Looks a word up. ")
    String search(String word) {
        return word;
    }

    static int twice(int n) {
        return 2 * n;
    }

    private static JsonSchema json(String json) {
        return JsonSchema.parse(json);
    }

    @Test
    void hasTheMethodsNameItsDocCommentAndItsParameters() {
        ToolSpec spec = ToolSpec.of(this::calculator);
        assertThat(spec.name()).isEqualTo("calculator");
        assertThat(spec.description()).isEqualTo("Calculates.\n\nTwo numbers at a time.");
        assertThat(spec.parameters())
                .isEqualTo(
                        json(
                                """
                                {"type":"object","properties":{\
                                "a":{"type":"number","description":"the first number"},\
                                "b":{"type":"number","description":"the second number, which may be 0"},\
                                "operator":{"type":"string","description":"one of + - * /"}},\
                                "required":["a","b","operator"],"additionalProperties":false}\
                                """));
    }

    @Test
    void ofAMethodWithoutParametersHasNone() {
        ToolSpec spec = ToolSpec.of(this::nothing);
        assertThat(spec.hasParameters()).isFalse();
        assertThat(spec.description()).isEmpty();
    }

    @Test
    void isAsItsMarkSays() {
        ToolSpec spec = ToolSpec.of(this::search);
        assertThat(spec.name()).isEqualTo("look-up");
        assertThat(spec.description()).isEqualTo("Looks a word up.");
    }

    @Test
    void takesStaticMethods() {
        assertThat(ToolSpec.of(ToolSpecTest::twice).name()).isEqualTo("twice");
    }

    @Test
    void takesEveryTypeOfASchema() {
        assertThat(ToolSpec.of(this::all).parameters())
                .isEqualTo(
                        json(
                                """
                                {"type":"object","properties":{\
                                "flag":{"type":"boolean"},\
                                "colour":{"type":"string","enum":["RED","BLUE"]},\
                                "numbers":{"type":"array","items":{"type":"integer","minimum":0}},\
                                "table":{"type":"object","additionalProperties":{"type":"number"}},\
                                "box":{"type":"object","properties":{"width":{"type":"integer","minimum":1},\
                                "label":{"anyOf":[{"type":"string"},{"type":"null"}]}},"required":["width"],"additionalProperties":false},\
                                "day":{"type":"string","format":"date"}},\
                                "required":["flag","colour","numbers","table","box","day"],"additionalProperties":false}\
                                """));
        assertThat(ToolSpec.of(this::shape).parameters().json())
                .contains("\"const\":\"Circle\"", "\"const\":\"Square\"");
    }

    @Test
    void saysWhatIsAllowedAndWhatMayBeLeftOut() {
        assertThat(ToolSpec.of(this::limits).parameters())
                .isEqualTo(
                        json(
                                """
                                {"type":"object","properties":{\
                                "digit":{"type":"integer","minimum":1,"maximum":9},\
                                "word":{"type":"string","maxLength":3},\
                                "count":{"type":"integer","default":7},\
                                "maybe":{"anyOf":[{"type":"integer"},{"type":"null"}]}},\
                                "required":["digit","word"],"additionalProperties":false}\
                                """));
    }

    @Nested
    class Refused {
        void thing(Object thing) {}

        void deflt(@Default("x") int n) {}

        @Tool(name = "with space")
        void spaced() {}

        @Test
        void aTypeThatNoJsonGives() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ToolSpec.of(this::thing))
                    .withMessageStartingWith(
                            "the tool 'thing': parameter 'thing': $: java.lang.Object is none of"
                                    + " the types that an answer can be read as");
        }

        @Test
        void aDefaultThatIsNoValue() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ToolSpec.of(this::deflt))
                    .withMessageStartingWith(
                            "the tool 'deflt': parameter 'n': the parameter: its default must be"
                                    + " JSON, got 'x'");
        }

        @Test
        void aNameThatNoProviderTakes() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ToolSpec.of(this::spaced))
                    .withMessage(
                            "a tool's name must be at most 64 letters, digits, _ and -, none of"
                                    + " the last two kinds but _ first, got 'with space'");
        }

        @Test
        void aLambdaWithoutAName() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ToolSpec.of((Integer n) -> twice(n)))
                    .withMessage(
                            "a lambda has no name to call the tool by; use with.tool(\"name\","
                                    + " \"what it does\", lambda), or a method reference such as"
                                    + " this::calculator");
        }

        @Test
        void aMethodOfNoObject() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> ToolSpec.of((ToolBody.Run1<ToolSpecTest>) ToolSpecTest::nothing))
                    .withMessage(
                            "ToolSpecTest::nothing says no object to call it on; use this::nothing"
                                    + " or object::nothing");
        }
    }
}
