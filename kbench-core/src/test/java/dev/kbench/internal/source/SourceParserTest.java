package dev.kbench.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class SourceParserTest {
    private static List<SourceMethod> methods(String source) {
        return SourceParser.parse("Quiz.java", source).methods();
    }

    @Test
    void readsAMarkdownComment() {
        SourceMethod quiz =
                methods(
                                """
                                /// Asks for the longest river.
                                /// - one *item* & `{@code x}` <b>
                                @Benchmark("geography_quiz")
                                void geographyQuiz(Llm llm) {
                                    llm.prompt("?");
                                }
                                """)
                        .getFirst();

        assertThat(quiz.doc())
                .isEqualTo("Asks for the longest river.\n- one *item* & `{@code x}` <b>");
        assertThat(quiz.text())
                .isEqualTo(
                        """
                        @Benchmark("geography_quiz")
                        void geographyQuiz(Llm llm) {
                            llm.prompt("?");
                        }
                        """);
        assertThat(quiz.line()).isEqualTo(3);
        assertThat(quiz.owner()).isEqualTo("Quiz");
        assertThat(quiz.name()).isEqualTo("geographyQuiz");
        assertThat(quiz.parameterNames()).containsExactly("llm");
        assertThat(quiz.parameterTypes()).containsExactly("Llm");
    }

    @Test
    void readsAnOldComment() {
        SourceMethod quiz =
                methods(
                                """
                                package a.b;
                                class Quiz {
                                    /**
                                     * Asks for a river,
                                     * the longest one.
                                     */
                                    private static boolean quiz(Llm llm, String question) {
                                        return true;
                                    }
                                }
                                """)
                        .getFirst();

        assertThat(quiz.doc()).isEqualTo("Asks for a river,\nthe longest one.");
        assertThat(quiz.text())
                .isEqualTo(
                        """
                        private static boolean quiz(Llm llm, String question) {
                            return true;
                        }
                        """);
        assertThat(quiz.line()).isEqualTo(7);
    }

    @Test
    void takesNoOtherCommentForOne() {
        assertThat(
                        methods(
                                """
                                // a line
                                void a() {}
                                /* a block */
                                void b() {}
                                void c() {}
                                """))
                .extracting(SourceMethod::doc)
                .containsOnly("");
    }

    @Test
    void knowsEveryKindOfParameter() {
        SourceMethod method =
                methods(
                                """
                                <T extends Number> Map<String, List<T>> all(
                                        final @Description("x") int[] numbers,
                                        java.util.Map<String, ? super T> map, T value,
                                        Map.Entry<String, T> entry, String... rest) { return null; }
                                """)
                        .getFirst();

        assertThat(method.parameterNames())
                .containsExactly("numbers", "map", "value", "entry", "rest");
        assertThat(method.parameterTypes())
                .containsExactly(
                        "int[]",
                        "java.util.Map<String, ? super T>",
                        "T",
                        "Map.Entry<String, T>",
                        "String[]");
    }

    @Test
    void knowsWhoDeclaresAMethod() {
        assertThat(
                        methods(
                                """
                                package a;
                                class Outer {
                                    void a() {}
                                    static class Inner {
                                        void b() {}
                                        interface Deep { void c(); }
                                    }
                                    enum E { X; void d() {} }
                                    record R(int x) {
                                        R { x = 1; }
                                        void e() {}
                                    }
                                    Outer() {}
                                }
                                class Second { void f() {} }
                                """))
                .extracting(m -> m.owner() + "." + m.name())
                .containsExactly(
                        "Outer.a",
                        "Outer$Inner.b",
                        "Outer$Inner$Deep.c",
                        "Outer$E.d",
                        "Outer$R.e",
                        "Second.f");
    }

    @Test
    void knowsTheClassOfAFileWithoutOne() {
        SourceUnit unit =
                SourceParser.parse(
                        "Größe_日本.java",
                        "void quiz(Llm llm) {}\nrecord P(int x) { void m() {} }\n");

        assertThat(unit.fileName()).isEqualTo("Größe_日本.java");
        assertThat(unit.packageName()).isEmpty();
        assertThat(unit.methods())
                .extracting(SourceMethod::owner)
                .containsExactly("Größe_日本", "Größe_日本$P");
    }

    @Test
    void doesNotMindAFileNameThatIsNoAddress() {
        for (String name :
                List.of("", "a b%20?#.java", "\ud800.java", "x\0.java", "no extension")) {
            assertThat(SourceParser.parse(name, "class A { void m() {} }").methods())
                    .as(name)
                    .extracting(SourceMethod::owner)
                    .containsExactly("A");
        }
    }

    @Test
    void givesLinesWhateverTheirEnds() {
        SourceUnit unit =
                SourceParser.parse("A.java", "package a.b;\r\nclass A {\r  void m() {}\n}");

        assertThat(unit.packageName()).isEqualTo("a.b");
        assertThat(unit.line(1)).isEqualTo("package a.b;");
        assertThat(unit.line(3)).isEqualTo("void m() {}");
        assertThat(unit.methods().getFirst().line()).isEqualTo(3);
        assertThat(unit.line(0)).isEmpty();
        assertThat(unit.line(5)).isEmpty();
        assertThat(unit.line(-1)).isEmpty();
    }

    @Test
    void doesNotMindWhatIsNoJava() {
        for (String text :
                List.of(
                        "",
                        "\0",
                        "}{",
                        "class",
                        "void a() {",
                        "\ud800",
                        "x".repeat(1 << 20),
                        "\uFEFFclass A {}")) {
            SourceUnit unit = SourceParser.parse("A.java", text);
            assertThat(unit.lines()).isEqualTo(text.lines().toList());
        }
    }
}
