package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The Java code of the guide stands in files that the build compiles and runs. A line above each
/// block names its file: `<!-- code: examples/minimal/GeographyQuiz.java -->`. Each paragraph of
/// the block stands there as it is, indentation and empty lines aside.
class GuideRulesTest {
    private static final Pattern BLOCK =
            Pattern.compile("(?m)^(?:<!-- code: (\\S+) -->\\n+)?```java\\n((?s:.*?))^```$");

    /// Only what the build runs.
    private static final Pattern RUN =
            Pattern.compile("examples/[a-z]+/\\w+\\.java|[^/]+/src/test/java/.+\\.java");

    @Test
    void theGuidesCodeStandsInFilesThatAreRun() {
        List<String> wrong = new ArrayList<>();
        int blocks = 0;
        for (String page : pages()) {
            Matcher block = BLOCK.matcher(Tree.text(page));
            while (block.find()) {
                blocks++;
                look(page, block.group(1), block.group(2), wrong);
            }
        }
        assertThat(wrong).as("code of the guide that no test or example has").isEmpty();
        assertThat(blocks).isGreaterThan(40);
    }

    @Test
    void aPageIsLookedAt() {
        List<String> wrong = new ArrayList<>();
        look("a.md", null, "int a;\n", wrong);
        look("b.md", "docs/B.java", "int b;\n", wrong);
        look("c.md", "examples/minimal/GeographyQuiz.java", "void main() {\n\n}\n", wrong);
        look("d.md", "examples/minimal/GeographyQuiz.java", "void main() {\n    }\n", wrong);
        assertThat(wrong)
                .containsExactly(
                        "a.md: no line <!-- code: FILE --> above: int a;",
                        "b.md: docs/B.java is no example or test",
                        "d.md: not in examples/minimal/GeographyQuiz.java: void main() {");
    }

    private static List<String> pages() {
        return Tree.files().stream()
                .filter(file -> file.matches("docs/(guide|skill)/[^/]+\\.md"))
                .toList();
    }

    private static void look(String page, String file, String code, List<String> wrong) {
        String first = code.lines().findFirst().orElse("");
        if (file == null) {
            wrong.add("%s: no line <!-- code: FILE --> above: %s".formatted(page, first));
        } else if (!RUN.matcher(file).matches() || !Files.exists(Tree.ROOT.resolve(file))) {
            wrong.add("%s: %s is no example or test".formatted(page, file));
        } else {
            String all = "\n" + plain(Tree.text(file));
            for (String paragraph : code.split("\n\\s*\n")) {
                if (!all.contains("\n" + plain(paragraph))) {
                    wrong.add(
                            "%s: not in %s: %s"
                                    .formatted(
                                            page,
                                            file,
                                            paragraph.strip().lines().findFirst().orElse("")));
                }
            }
        }
    }

    /// Its lines without indentation, and without those that are empty.
    private static String plain(String code) {
        StringBuilder out = new StringBuilder();
        code.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(line -> out.append(line).append('\n'));
        return out.toString();
    }
}
