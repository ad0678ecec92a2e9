package dev.kbench.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class SourceCatalogTest {
    private static final SourceUnit UNIT =
            SourceParser.parse(
                    "Registered.java",
                    """
                    package a;
                    class Registered {
                        void one(int x) {}
                        void many(String a) {}
                        void many(int a) {}
                        void many(java.util.List<String> a) {}
                        void many(String... a) {}
                        void many(Map.Entry<String, List<Integer>> a) {}
                        static class Inner { void one(int y) {} }
                    }
                    """);

    /// A class of this file, found by the file's name.
    static final class Here {
        void here(String question, Map<String, List<Integer>> expected) {}
    }

    @Test
    void findsTheSourceOfATestInItsFolder() {
        SourceUnit unit =
                SourceCatalog.unit(SourceCatalogTest.class.getName(), "SourceCatalogTest.java")
                        .orElseThrow();

        assertThat(unit.packageName()).isEqualTo("dev.kbench.internal.source");
        assertThat(SourceCatalog.unit(Here.class.getName(), "SourceCatalogTest.java").orElseThrow())
                .isSameAs(unit);
    }

    @Test
    void findsADeclaration() {
        SourceMethod method =
                SourceCatalog.method(Here.class, "here", List.of("String", "Map")).orElseThrow();

        assertThat(method.parameterNames()).containsExactly("question", "expected");
        assertThat(method.owner()).isEqualTo("SourceCatalogTest$Here");
        assertThat(SourceCatalog.method(Here.class, "here", List.of("String"))).isEmpty();
        assertThat(SourceCatalog.method(Here.class, "nowhere", List.of())).isEmpty();
    }

    @Test
    void tellsOverloadsApart() {
        SourceCatalog.register(Overloaded.class.getName(), overloadedUnit());

        assertThat(lineOf("String")).isEqualTo(4);
        assertThat(lineOf("int")).isEqualTo(5);
        assertThat(lineOf("List")).isEqualTo(6);
        assertThat(lineOf("String[]")).isEqualTo(7);
        assertThat(lineOf("Entry")).isEqualTo(8);
        assertThat(SourceCatalog.method(Overloaded.class, "many", List.of("long"))).isEmpty();
    }

    private static int lineOf(String type) {
        return SourceCatalog.method(Overloaded.class, "many", List.of(type))
                .map(SourceMethod::line)
                .orElse(-1);
    }

    private static SourceUnit overloadedUnit() {
        return SourceParser.parse(
                "Overloaded.java",
                String.join("\n", UNIT.lines()).replace("Registered", "Overloaded"));
    }

    @Test
    void doesNotKeepAMissUnderAnotherFilesName() {
        assertThat(SourceCatalog.unit("dev.kbench.internal.source.Second", "")).isEmpty();
        assertThat(
                        SourceCatalog.unit(
                                "dev.kbench.internal.source.Second", "SourceCatalogTest.java"))
                .isPresent();
        assertThat(SourceCatalog.unit("dev.kbench.internal.source.Second", "")).isPresent();
    }

    @Test
    void doesNotTakeAnotherPackagesFile() {
        assertThat(SourceCatalog.unit("SourceCatalogTest", "SourceCatalogTest.java")).isEmpty();
        assertThat(SourceCatalog.unit("other.SourceCatalogTest", "SourceCatalogTest.java"))
                .isEmpty();
    }

    @Test
    void doesNotMindNamesThatAreNone() {
        for (String name : List.of("", ".", "$", "a.$b", "\0", "java.lang.String")) {
            assertThat(SourceCatalog.unit(name, "")).as(name).isEmpty();
            assertThat(SourceCatalog.unit(name, "x\0")).as(name).isEmpty();
        }
    }
}

class Second {}

class Overloaded {
    @Test
    void aClassThatWasPutAroundACellMayHaveDollarsInItsName() {
        SourceUnit cell =
                SourceParser.parse("cell.java", "package r;\nclass $Shell$7 {\nint\n one;\n}")
                        .within("cell 3", 2);
        SourceCatalog.register("r.$Shell$7", cell);

        assertThat(SourceCatalog.registered("r.$Shell$7")).containsSame(cell);
        assertThat(SourceCatalog.unit("r.$Shell$7$Inner$1", "x.java")).containsSame(cell);
        assertThat(SourceCatalog.registered("r.$Shell$70")).isEmpty();
        assertThat(cell.line(4)).isEqualTo("one;");
        assertThat(List.of(cell.told(4), cell.told(1), cell.told(-1))).containsExactly(2, 1, 0);
    }
}
