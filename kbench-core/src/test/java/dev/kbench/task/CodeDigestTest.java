package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.assertion.AssessReport;
import dev.kbench.key.CanonicalJson;
import dev.kbench.schema.Schema;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class CodeDigestTest {
    private static final String HEAD =
            "import dev.kbench.llm.Llm; import dev.kbench.task.*; import java.util.*; import"
                    + " java.util.function.*;\n";

    private static final String IMPORTS = "import dev.kbench.tool.*; import dev.kbench.schema.*;\n";

    private static final String QUIZ =
            """
            class Quiz {
                static final List<String> TOPICS = List.of("rivers");
                String greeting = "Hello";
                enum Level { LOW, HIGH }
                record Answer(String text, int year) {}
                interface Judge { boolean ok(String text); }
                static class Strict implements Judge {
                    public boolean ok(String text) { return text.isEmpty(); }
                }
                boolean quiz(Llm llm, String q) {
                    assert q != null;
                    String all = greeting + TOPICS + helper(q);
                    Supplier<String> later = () -> "later" + q;
                    Judge anonymous = new Judge() { public boolean ok(String t) { return t.length() > 3; } };
                    Judge strict = new Strict();
                    for (int i = 0; i < 3; i++) { all += i; }
                    return switch (Level.valueOf("LOW")) {
                        case LOW -> check(new Answer(llm.prompt(all), 3), later) && anonymous.ok(all);
                        case HIGH -> strict.ok(all);
                    };
                }
                static String helper(String q) { try { return q.trim(); } catch (RuntimeException e) { return "none"; } }
                boolean check(Object o, Supplier<String> s) {
                    return o instanceof Answer(String text, int year) && year > 1 && s.get().length() > 1;
                }
                double unrelated(Llm llm) { Runnable r = () -> {}; r.run(); return Other.value(); }
                Task<Boolean> task() { return Task.of(this::quiz); }
            }
            class Other { static double value() { return 0.5; } }
            """;

    private static String digest(String source, String... options) {
        Compiled classes = Compiled.of(Map.of("Quiz", HEAD + source), options);
        for (Method method : classes.type("Quiz").getDeclaredMethods()) {
            if (method.getName().equals("quiz")) {
                return CodeDigest.of(method);
            }
        }
        throw new IllegalStateException("no method quiz");
    }

    private static String changed(String from, String to) {
        assertThat(QUIZ).contains(from);
        return digest(QUIZ.replace(from, to));
    }

    private final String base = digest(QUIZ);

    @Nested
    class IsTheSame {
        @Test
        void forEveryCompilationAndLoader() {
            assertThat(base).matches("[0-9a-f]{64}").isEqualTo(digest(QUIZ));
        }

        @Test
        void withAndWithoutWhatDebuggersWant() {
            assertThat(digest(QUIZ, "-g", "-parameters")).isEqualTo(base);
            assertThat(digest(QUIZ, "-g:none")).isEqualTo(base);
        }

        @Test
        void whereItsClassHasAnotherName() {
            Compiled moved =
                    Compiled.of(Map.of("Moved", HEAD + QUIZ.replace("class Quiz", "class Moved")));
            Method quiz =
                    Arrays.stream(moved.type("Moved").getDeclaredMethods())
                            .filter(method -> method.getName().equals("quiz"))
                            .findFirst()
                            .orElseThrow();
            assertThat(CodeDigest.of(quiz)).isEqualTo(base);
        }

        @Test
        void whereLinesMoved() {
            assertThat(digest("\n\n// a comment\n" + QUIZ.replace("{ return", "{\n\n return")))
                    .isEqualTo(base);
        }

        @Test
        void whereCodeChangedThatIsNotReached() {
            assertThat(changed("return Other.value()", "return 2 * Other.value()")).isEqualTo(base);
            assertThat(changed("return 0.5", "return 0.7")).isEqualTo(base);
        }

        @Test
        void whereLambdasAndClassesBeforeItAreCountedOut() {
            assertThat(
                            changed(
                                    "class Quiz {",
                                    "class Quiz { Object first() { Runnable a = () -> {}; return"
                                            + " new Object() { Runnable b = () -> {}; }; }"))
                    .isEqualTo(base);
        }

        @Test
        void whereMembersStandInAnotherOrder() {
            String helper =
                    QUIZ.lines()
                            .filter(l -> l.contains("String helper("))
                            .findFirst()
                            .orElseThrow();
            assertThat(
                            digest(
                                    QUIZ.replace(helper, "")
                                            .replace("class Quiz {", "class Quiz {\n" + helper)))
                    .isEqualTo(base);
        }

        @Test
        void whereConstantsMakeThePoolLarge() {
            StringBuilder many =
                    new StringBuilder("class Quiz { Object[] pool() { return new Object[] {");
            for (int i = 0; i < 300; i++) {
                many.append("\"c").append(i).append("\",");
            }
            assertThat(changed("class Quiz {", many + "}; }")).isEqualTo(base);
        }
    }

    @Nested
    class Changes {
        private void with(String from, String to) {
            assertThat(changed(from, to)).as(to).isNotEqualTo(base);
        }

        @Test
        void withTheMethodItself() {
            with("i < 3", "i < 4");
            with("all += i", "all += i + 1");
        }

        @Test
        void withWhatAModelIsToldOfATool() {
            String tools =
                    """
                    class Quiz {
                        boolean quiz(Llm llm, String q) {
                            return llm.prompt(q, with -> with.tool(this::add)).isEmpty();
                        }
                        @Tool(description = "Adds.")
                        int add(@Description("one") int a, int b) { return a + b; }
                    }
                    """;
            String told = digest(IMPORTS + tools);
            assertThat(digest(IMPORTS + tools.replace("\"Adds.\"", "\"Adds two.\"")))
                    .isNotEqualTo(told);
            assertThat(digest(IMPORTS + tools.replace("\"one\"", "\"the first\"")))
                    .isNotEqualTo(told);
            assertThat(digest(IMPORTS + tools.replace("a + b", "b + a"))).isNotEqualTo(told);
            assertThat(digest(IMPORTS + tools)).isEqualTo(told);
        }

        @Test
        void withAToolsCommentAndTheNamesOfItsParameters() {
            String tools =
                    """
                    class Quiz {
                        boolean quiz(Llm llm, String q) {
                            int more = q.length();
                            return llm.prompt(
                                            q,
                                            with ->
                                                    with.tool(this::add)
                                                            .tool("less", "", (Integer c) -> more - c))
                                    .isEmpty();
                        }
                        /// Adds two numbers.
                        int add(int a, int b) { return twice(a) + b; }
                        /// Doubles.
                        int twice(int n) { return 2 * n; }
                    }
                    """;
            String told = registered(tools);
            assertThat(registered(tools.replace("Adds two", "Adds up")))
                    .as("comment")
                    .isNotEqualTo(told);
            assertThat(
                            registered(
                                    tools.replace(
                                            "int a, int b) { return twice(a)",
                                            "int x, int b) { return twice(x)")))
                    .as("parameter")
                    .isNotEqualTo(told);
            assertThat(
                            registered(
                                    tools.replace(
                                            "(Integer c) -> more - c", "(Integer d) -> more - d")))
                    .as("a lambda's parameter")
                    .isNotEqualTo(told);
            assertThat(
                            registered(
                                    tools.replace("more", "rest")
                                            .replace("Doubles", "Is no tool, and doubles")
                                            .replace(
                                                    "int n) { return 2 * n",
                                                    "int k) { return 2 * k")))
                    .as("what no model is told")
                    .isEqualTo(told);
            assertThat(registered(tools)).isEqualTo(told);
        }

        /// The digest of a file whose source is to be had.
        private String registered(String text) {
            Compiled.register(Map.of("Quiz", HEAD + IMPORTS + text));
            return digest(IMPORTS + text, "-g");
        }

        @Test
        void withAMethodItCalls() {
            with("q.trim()", "q.strip()");
            with("year > 1", "year > 2");
            with("return \"none\"", "return \"nothing\"");
            with("catch (RuntimeException e)", "catch (IllegalStateException e)");
        }

        @Test
        void withALambdasBody() {
            with("\"later\" + q", "\"sooner\" + q");
        }

        @Test
        void withAnAnonymousAndANestedClass() {
            with("t.length() > 3", "t.length() > 4");
            with("return text.isEmpty()", "return text.isBlank()");
        }

        @Test
        void withARecordsComponents() {
            String other = QUIZ.replace("int year", "long year");
            assertThat(digest(other)).isNotEqualTo(base);
        }

        @Test
        void withTheFieldsItReads() {
            with("List.of(\"rivers\")", "List.of(\"hills\")");
            with("greeting = \"Hello\"", "greeting = \"Hi\"");
        }

        @Test
        void withAnEnumsConstants() {
            with("enum Level { LOW, HIGH }", "enum Level { HIGH, LOW }");
        }

        @Test
        void withACalledSuperclass() {
            String before =
                    "class Base { String ask() { return \"a\"; } }\n"
                            + "class Quiz extends Base { boolean quiz(Llm llm, String q) { return"
                            + " ask().equals(q); } }";
            assertThat(digest(before)).isNotEqualTo(digest(before.replace("\"a\"", "\"b\"")));
        }

        @Test
        void withASchemasRecord() {
            String before =
                    "class Quiz { record A(String x) {} Object quiz(Llm llm, String q) { return"
                            + " llm.prompt(q, A.class); } }";
            assertThat(digest(before)).isNotEqualTo(digest(before.replace("String x", "String y")));
        }

        @Test
        void withAMethodThatIsOnlyReferredTo() {
            String before =
                    "class Quiz { static int f(String s) { return 1; } Object quiz(Llm llm, String"
                        + " q) { ToIntFunction<String> g = Quiz::f; return g.applyAsInt(q); } }";
            assertThat(digest(before)).isNotEqualTo(digest(before.replace("return 1", "return 2")));
        }
    }

    @Nested
    class OfSchemas {
        private static final String IMPORTS =
                "import dev.kbench.schema.*; import dev.kbench.llm.Llm; import java.util.*;\n";

        private static final String ASKED =
                """
                class Quiz {
                    @Description("an order") record Order(
                            List<Item> items, Piece[] pieces, Map<String, Part> parts, Optional<Extra> extra,
                            Pay pay, Level level) {}
                    record Item(String name) {}
                    record Piece(int size) {}
                    record Part(int weight) {}
                    record Extra(long cost) {}
                    record Other(String name) {}
                    sealed interface Pay permits Cash, Card {}
                    record Cash(int coins) implements Pay {}
                    record Card(String number) implements Pay {}
                    enum Level { @Description("not much") LOW, HIGH }
                    enum Operator { PLUS, MINUS }
                    boolean quiz(Llm llm, String q) {
                        llm.prompt(q, new TypeRef<List<Item>>() {});
                        Tool tool = this::compute;
                        return tool.call(Operator.PLUS) > 0 && llm.prompt(q, Order.class) != null;
                    }
                    interface Tool { int call(Operator operator); }
                    int compute(@Description("what to do") Operator operator) { return 1; }
                }
                """;

        private String with(String from, String to) {
            assertThat(ASKED).contains(from);
            return digest(IMPORTS + ASKED.replace(from, to));
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                textBlock =
                        """
                        record Item(String name)     | record Item(String title)
                        record Piece(int size)       | record Piece(long size)
                        record Part(int weight)      | record Part(int mass)
                        record Extra(long cost)      | record Extra(long price)
                        record Card(String number)   | record Card(String id)
                        TypeRef<List<Item>>          | TypeRef<List<Other>>
                        "an order"                   | "a purchase"
                        "not much"                   | "little"
                        LOW, HIGH                    | LOW, MIDDLE, HIGH
                        PLUS, MINUS                  | PLUS, MINUS, TIMES
                        "what to do"                 | "which to use"
                        """)
        void differWithAllThatAModelIsTold(String from, String to) {
            assertThat(with(from, to)).isNotEqualTo(with("Quiz", "Quiz"));
        }

        @Test
        void areTheSameWhereWhatIsNotNamedDiffers() {
            assertThat(with("record Other(String name)", "record Other(String title)"))
                    .isEqualTo(with("Quiz", "Quiz"));
        }
    }

    @Nested
    class InAKey {
        private final MockLlm llm = MockLlm.cycling("x");

        private String of(String source) {
            Compiled classes = Compiled.of(Map.of("Quiz", HEAD + source));
            try {
                Object quiz = classes.make("Quiz");
                Method make = quiz.getClass().getDeclaredMethod("task");
                make.setAccessible(true);
                Task<?> task = (Task<?>) make.invoke(quiz);
                return Arena.alone(() -> task.attempt(llm, "q"))
                        .attempt()
                        .key()
                        .task()
                        .codeSha256();
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void aReferencesTaskHasIt() {
            assertThat(of(QUIZ)).isEqualTo(base);
        }

        @Test
        void aLambdasTaskHasIt() {
            String lambda =
                    "class Quiz { Task<Boolean> task() { return Task.of(\"t\", (Llm llm, String q)"
                            + " -> q.isEmpty()); } }";
            assertThat(of(lambda))
                    .hasSize(64)
                    .isEqualTo(
                            of(
                                    lambda.replace(
                                            "class Quiz {", "class Quiz { Runnable r = () -> {};")))
                    .isNotEqualTo(of(lambda.replace("isEmpty", "isBlank")));
        }

        @Test
        void aBuildersTaskHasIt() {
            String lambda =
                    "class Quiz { Task<Boolean> task() { return"
                            + " Task.named(\"t\").returning(boolean.class).param(\"q\","
                            + " String.class).body((llm, p) -> p.isEmpty()); } }";
            assertThat(of(lambda))
                    .hasSize(64)
                    .isNotEqualTo(of(lambda.replace("p.isEmpty()", "!p.isEmpty()")));
        }

        @Test
        void itIsNotWorkedOutUnlessAskedFor() {
            Task<Boolean> task = Task.of("t", (String q) -> q.isEmpty());
            assertThat(task.description().ref().code()).hasToString("(not worked out)");
            Arena.alone(() -> task.run("q"));
            assertThat(task.description().ref().code()).hasToString("(not worked out)");
            assertThat(task.description().ref().codeSha256()).hasSize(64);
        }
    }

    /// A changed instruction changes what models are asked: raise {@link CodeDigest#PROMPT_TEXTS},
    /// then put the new digest here.
    @Test
    void thePromptTextsAreThoseOfTheirVersion() {
        List<Optional<String>> texts =
                List.of(
                        Schema.of(boolean.class).told(),
                        Schema.of(int.class).told(),
                        Schema.of(long.class).told(),
                        Schema.of(float.class).told(),
                        Schema.of(double.class).told(),
                        Schema.of(AssessReport.class).told());
        assertThat(CodeDigest.PROMPT_TEXTS + " " + CanonicalJson.sha256(texts).substring(0, 16))
                .isEqualTo("2 067680e28da63748");
    }
}
