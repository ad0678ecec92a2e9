package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// `java @kbench.args FILE` is what the launcher becomes, but for its folder of modules and what it
/// alone knows: the cache for quick starts, and which streams are terminals.
class ArgumentFileTest {
    private static final Path ROOT = Path.of("..");

    private static List<String> words(String line) {
        return Arrays.stream(line.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    @Test
    void saysWhatTheLauncherSays() throws IOException {
        String launcher = Files.readString(ROOT.resolve("kbench"));
        String options = after(launcher, "  set -- ");
        String logging =
                after(launcher, "exec \"$jdk/bin/java\" ").replaceFirst(" [^ ]*terminals=.*", "");
        String expected =
                "%s %s run"
                        .formatted(logging, options.replace("\"$app\"", "kbench-cli/target/lib"));
        String given =
                Files.readAllLines(ROOT.resolve("kbench.args")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .collect(Collectors.joining(" "));

        assertThat(words(given)).isEqualTo(words(expected));
    }

    private static String after(String text, String start) {
        List<String> lines =
                text.lines()
                        .filter(line -> line.startsWith(start))
                        .map(line -> line.substring(start.length()))
                        .toList();
        assertThat(lines).as(start).hasSize(1);
        return lines.getFirst();
    }
}
