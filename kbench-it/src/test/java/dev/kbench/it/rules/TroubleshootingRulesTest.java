package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The messages that the guide explains are those that the sources say. A message stands in the
/// first column of a table whose head is `message`, between backticks; `…` stands for what differs
/// from case to case. Its parts stand in one source file, in their order.
class TroubleshootingRulesTest {
    private static final String PAGE = "docs/guide/troubleshooting.md";
    private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

    /// What joins two texts of one message in Java code.
    private static final Pattern JOIN = Pattern.compile("\"\\s*\\+\\s*\"");

    @Test
    void theGuidesMessagesAreTheSources() {
        List<String> sources =
                Tree.files().stream()
                        .filter(file -> file.matches("kbench|[^/]+/src/main/java/.+\\.java"))
                        .map(file -> said(Tree.text(file)))
                        .toList();
        List<String> messages = messages(Tree.text(PAGE));
        assertThat(messages)
                .hasSizeGreaterThan(60)
                .doesNotHaveDuplicates()
                .allMatch(message -> message.replace("…", "").length() >= 8)
                .filteredOn(message -> sources.stream().noneMatch(source -> has(source, message)))
                .as("messages that no source says")
                .isEmpty();
    }

    @Test
    void aMessageIsLookedFor() {
        String source = said("throw new X(\"there is no file %s \"\n    + \"(\\\"--data\\\")\");");
        assertThat(has(source, "there is no file … (\"--data\")")).isTrue();
        assertThat(has(source, "(\"--data\") … there is no file")).isFalse();
        assertThat(has(source, "there is a file")).isFalse();
        assertThat(
                        messages(
                                "| message | do |\n"
                                        + "| --- | --- |\n"
                                        + "| `no … here` | go |\n\n"
                                        + "| code | |\n"
                                        + "| `0` | |\n"))
                .containsExactly("no … here");
    }

    private static List<String> messages(String page) {
        List<String> messages = new ArrayList<>();
        for (String part : page.split("\n\n")) {
            if (part.startsWith("| message |")) {
                Matcher row = MESSAGE.matcher(part);
                while (row.find()) {
                    messages.add(row.group(1));
                }
            }
        }
        return messages;
    }

    /// A source with its joined texts as one, and their quotation marks as they are shown.
    private static String said(String source) {
        return JOIN.matcher(source).replaceAll("").replace("\\\"", "\"");
    }

    private static boolean has(String source, String message) {
        int from = 0;
        for (String part : Arrays.stream(message.split("…")).map(String::strip).toList()) {
            int at = source.indexOf(part, from);
            if (at < 0) {
                return false;
            }
            from = at + part.length();
        }
        return true;
    }
}
