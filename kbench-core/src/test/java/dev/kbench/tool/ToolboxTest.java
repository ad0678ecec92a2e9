package dev.kbench.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.schema.Default;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/// Tools as they are called.
class ToolboxTest {
    record Point(int x, double y) {}

    enum Colour {
        RED
    }

    private final List<String> heard = new ArrayList<>();

    private static CallableTool only(Toolbox toolbox) {
        return toolbox.iterator().next();
    }

    private static ToolOutput call(Toolbox toolbox, String arguments) throws Exception {
        return only(toolbox).call(arguments);
    }

    String zero() {
        return "zero";
    }

    String one(int a) {
        return "" + a;
    }

    String two(int a, String b) {
        return a + b;
    }

    String three(int a, String b, boolean c) {
        return a + b + c;
    }

    String four(int a, String b, boolean c, double d) {
        return a + b + c + d;
    }

    String five(int a, String b, boolean c, double d, List<Integer> e) {
        return a + b + c + d + e;
    }

    String six(int a, String b, boolean c, double d, List<Integer> e, Point f) {
        return a + b + c + d + e + f;
    }

    void hear(String words) {
        heard.add(words);
    }

    void none() {
        heard.add("none");
    }

    @Test
    void haveUpToSixParameters() throws Exception {
        Toolbox all =
                Toolbox.create(
                        with ->
                                with.tool(this::zero)
                                        .tool(this::one)
                                        .tool(this::two)
                                        .tool(this::three)
                                        .tool(this::four)
                                        .tool(this::five)
                                        .tool(this::six));
        List<String> parts =
                List.of(
                        "\"a\": 1",
                        "\"b\": \"x\"",
                        "\"c\": true",
                        "\"d\": 2.5",
                        "\"e\": [1, 2]",
                        "\"f\": {\"x\": 3, \"y\": 4}");
        List<String> said = new ArrayList<>();
        for (CallableTool tool : all) {
            String arguments = String.join(", ", parts.subList(0, said.size()));
            said.add(tool.call("{" + arguments + "}").text());
        }
        assertThat(said)
                .containsExactly(
                        "zero",
                        "1",
                        "1x",
                        "1xtrue",
                        "1xtrue2.5",
                        "1xtrue2.5[1, 2]",
                        "1xtrue2.5[1, 2]Point[x=3, y=4.0]");
        assertThat(all).hasToString("[zero, one, two, three, four, five, six]");
    }

    @Test
    void mayReturnNothing() throws Exception {
        Toolbox toolbox = Toolbox.create(with -> with.tool(this::hear));
        assertThat(call(toolbox, "{\"words\": \"hello\"}")).isEqualTo(ToolOutput.words("done"));
        assertThat(call(Toolbox.create(with -> with.tool(this::none)), ""))
                .isEqualTo(ToolOutput.words("done"));
        assertThat(heard).containsExactly("hello", "none");
    }

    @Test
    void mayBeLambdasWithANameThatKeepWhatTheySee() throws Exception {
        AtomicInteger sum = new AtomicInteger(40);
        Toolbox toolbox =
                Toolbox.create(
                        with ->
                                with.tool(
                                        "add",
                                        "Adds to the sum.",
                                        (Integer n) -> sum.addAndGet(n)));
        assertThat(toolbox.specs())
                .singleElement()
                .satisfies(
                        spec -> {
                            assertThat(spec.description()).isEqualTo("Adds to the sum.");
                            assertThat(spec.parameters().properties())
                                    .hasToString("{n={type=integer}}");
                        });
        assertThat(call(toolbox, "{\"n\": 2}").text()).isEqualTo("42");
        assertThat(sum).hasValue(42);
    }

    @Test
    void mayBeMethodsOfObjects() throws Exception {
        AtomicInteger counter = new AtomicInteger(6);
        assertThat(call(Toolbox.create(with -> with.tool(counter::incrementAndGet)), "{}"))
                .isEqualTo(new ToolOutput("7", true, false));
    }

    Object value(String which) {
        return switch (which) {
            case "null" -> null;
            default -> "of no type";
        };
    }

    List<Point> points() {
        return List.of(new Point(1, 0.5));
    }

    Map<String, Colour> map() {
        return Map.of("a", Colour.RED);
    }

    Colour colour() {
        return Colour.RED;
    }

    LocalDate day() {
        return LocalDate.of(2026, 11, 26);
    }

    double nan() {
        return Double.NaN;
    }

    Point nowhere() {
        return new Point(1, Double.POSITIVE_INFINITY);
    }

    Optional<String> maybe() {
        return Optional.empty();
    }

    double seventyFive() {
        return 75;
    }

    StringBuilder builder() {
        return new StringBuilder("built");
    }

    private static ToolOutput words(String text) {
        return ToolOutput.words(text);
    }

    private static ToolOutput json(String text) {
        return ToolOutput.json(text);
    }

    @Test
    void returnJsonOrWords() throws Exception {
        assertThat(call(Toolbox.create(with -> with.tool(this::points)), ""))
                .isEqualTo(json("[{\"x\":1,\"y\":0.5}]"));
        assertThat(call(Toolbox.create(with -> with.tool(this::map)), ""))
                .isEqualTo(json("{\"a\":\"RED\"}"));
        assertThat(call(Toolbox.create(with -> with.tool(this::colour)), ""))
                .isEqualTo(words("RED"));
        assertThat(call(Toolbox.create(with -> with.tool(this::day)), ""))
                .isEqualTo(words("2026-11-26"));
        assertThat(call(Toolbox.create(with -> with.tool(this::maybe)), ""))
                .isEqualTo(json("null"));
        assertThat(call(Toolbox.create(with -> with.tool(this::seventyFive)), ""))
                .isEqualTo(json("75.0"));
        assertThat(call(Toolbox.create(with -> with.tool(this::value)), "{\"which\": \"null\"}"))
                .isEqualTo(json("null"));
    }

    @Test
    void returnWhatJsonCannotSayAsItPrintsItself() throws Exception {
        assertThat(call(Toolbox.create(with -> with.tool(this::nan)), "")).isEqualTo(words("NaN"));
        assertThat(call(Toolbox.create(with -> with.tool(this::nowhere)), ""))
                .isEqualTo(words("Point[x=1, y=Infinity]"));
        assertThat(call(Toolbox.create(with -> with.tool(this::builder)), ""))
                .isEqualTo(words("built"));
        assertThat(call(Toolbox.create(with -> with.tool(this::value)), "{\"which\": \"\"}"))
                .isEqualTo(words("of no type"));
    }

    String optional(@Default("5") int count, OptionalInt most, Optional<String> word) {
        return count + " " + most + " " + word;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; 5 OptionalInt.empty Optional.empty",
                "null; 5 OptionalInt.empty Optional.empty",
                "{}; 5 OptionalInt.empty Optional.empty",
                "{\"signature\": \"sig\"}; 5 OptionalInt.empty Optional.empty",
                "{\"count\": 1, \"most\": 2, \"word\": \"w\"}; 1 OptionalInt[2] Optional[w]",
            })
    void mayBeCalledWithoutWhatMayBeLeftOut(String arguments, String text) throws Exception {
        assertThat(call(Toolbox.create(with -> with.tool(this::optional)), arguments).text())
                .isEqualTo(text);
    }

    String signed(String signature) {
        return signature;
    }

    @Test
    void takeASignatureWhereTheyHaveThatParameter() throws Exception {
        assertThat(
                        call(
                                        Toolbox.create(with -> with.tool(this::signed)),
                                        "{\"signature\": \"mine\"}")
                                .text())
                .isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\": 1} | $.b is missing",
                "{\"b\": \"x\"} | $.a is missing",
                "{} | $.a is missing; $.b is missing",
                "{\"a\": 1, \"b\": \"x\", \"c\": 3} | $.c was not asked for, got 3",
                "{\"a\": 1.5, \"b\": \"x\"} | $.a is not whole, got 1.5",
                "{\"a\": 1, \"a\": 2, \"b\": \"x\"} | $.a is there twice",
                "[1, 2] | expected a JSON object, got \"[1, 2]\"",
                "42 | expected a JSON object, got \"42\"",
                "\"text\" | expected a JSON object, got \"\"text\"\"",
            })
    void sayWhatDoesNotFit(String arguments, String message) {
        assertThatExceptionOfType(UnfitArgumentsException.class)
                .isThrownBy(() -> call(Toolbox.create(with -> with.tool(this::two)), arguments))
                .withMessage(message);
    }

    @Test
    void sayWhereWhatIsNoJsonBreaks() {
        assertThatExceptionOfType(UnfitArgumentsException.class)
                .isThrownBy(() -> call(Toolbox.create(with -> with.tool(this::two)), "{\"a\": 1, "))
                .withMessageStartingWith("expected a JSON object, got \"{\"a\": 1, \": the JSON");
        assertThatExceptionOfType(UnfitArgumentsException.class)
                .isThrownBy(
                        () ->
                                call(
                                        Toolbox.create(with -> with.tool(this::two)),
                                        "x".repeat(10_000_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    String failing() throws IOException {
        throw new IOException("no luck");
    }

    @Test
    void throwWhatTheMethodThrows() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> call(Toolbox.create(with -> with.tool(this::failing)), "{}"))
                .withMessage("no luck");
    }

    @Tool(parallel = true)
    void atOnce() {}

    @Test
    void runAtOnceWhereTheirMarkSaysSo() {
        Toolbox toolbox = Toolbox.create(with -> with.tool(this::atOnce).tool(this::zero));
        assertThat(toolbox).extracting(CallableTool::isParallel).containsExactly(true, false);
    }

    @Test
    void haveDifferentNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                Toolbox.create(
                                        with ->
                                                with.tool(this::zero)
                                                        .tool("zero", "", () -> "another")))
                .withMessage(
                        "there are two tools named 'zero', and a model could not tell them apart;"
                                + " give one another name, such as with @Tool(name = \"…\") or, to"
                                + " a server's, with prefix(…)");
        Toolbox one = Toolbox.create(with -> with.tool(this::zero));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Toolbox.create(with -> with.tools(one).tools(one)));
    }
}
