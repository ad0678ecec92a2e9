package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The command lines of the README and the guide name commands and options that there are: each
/// stands between quotation marks in the sources of the command.
class CommandLinesRulesTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LINE =
            Pattern.compile("(?m)^(?:\\w+=\\S+ )*kbench ([a-z]+)\\b([^\\n#>]*)");
    private static final Pattern OPTION = Pattern.compile("(?<!\\S)\\[?(--[a-z-]+)");

    @Test
    void theGuidesCommandLinesCanBeGiven() {
        String sources =
                Tree.files().stream()
                        .filter(file -> file.matches("kbench-cli/src/main/java/.+\\.java"))
                        .map(Tree::text)
                        .collect(Collectors.joining());
        List<String> wrong = new ArrayList<>();
        int options = 0;
        for (String page : pages()) {
            for (String word : words(Tree.text(page))) {
                options += word.startsWith("--") ? 1 : 0;
                if (!sources.contains("\"" + word + "\"")) {
                    wrong.add(page + ": " + word);
                }
            }
        }
        assertThat(wrong).as("commands and options that there are not").isEmpty();
        assertThat(options).isGreaterThan(60);
    }

    @Test
    void aPageIsLookedAt() {
        String page =
                "kbench drive --fast\n\n"
                        + "```\n"
                        + "kbench run Quiz.java --jobs 4 > x.csv\n"
                        + "java -m dev.kbench.cli/x\n"
                        + "```\n\n"
                        + "```sh\n"
                        + "FOO=1 kbench stop [--out D]\n"
                        + "```\n";
        assertThat(words(page)).containsExactly("run", "--jobs", "stop", "--out");
    }

    private static List<String> pages() {
        return Tree.files().stream()
                .filter(file -> file.matches("README\\.md|docs/guide/[^/]+\\.md"))
                .toList();
    }

    private static List<String> words(String page) {
        List<String> words = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            boolean typed = block.group(1).isEmpty() || block.group(1).equals("sh");
            Matcher line = LINE.matcher(typed ? block.group(2) : "");
            while (line.find()) {
                words.add(line.group(1));
                Matcher option = OPTION.matcher(line.group(2));
                while (option.find()) {
                    words.add(option.group(1));
                }
            }
        }
        return words;
    }
}
