package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CompletionCommandTest {
    @TempDir Path folder;

    private String script(String shell) {
        Ran ran = Ran.in(folder, "completion", shell);
        assertThat(ran.code()).isZero();
        return ran.out();
    }

    /// What Bash itself makes of the words so far; the last one is completed.
    private List<String> completed(String words) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("kbench.bash"), script("bash"));
        String ask =
                """
                . "$1"
                shift
                COMP_WORDS=("$@")
                COMP_CWORD=$(($# - 1))
                _kbench
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        ProcessBuilder bash =
                new ProcessBuilder("bash", "--norc", "-c", ask, "bash", script.toString());
        bash.command().addAll(List.of(words.split(" ", -1)));
        bash.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = bash.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return out.lines().filter(line -> !line.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kbench ex | explain,export",
                "kbench export --f | --format",
                "kbench export --format j | jsonl,junit",
                "kbench export --format = j | jsonl,junit",
                "kbench run --on-failure c | continue",
                "kbench run --re | --retry-delay,--remove-run-files,--record,--replay",
                "kbench run -m | -m",
                "kbench completion z | zsh",
                "kbench he | help",
                "kbench help ex | explain,export",
            })
    void bashCompletesWords(String words, String expected)
            throws IOException, InterruptedException {
        assertThat(completed(words)).containsExactlyInAnyOrder(expected.split(","));
    }

    @Test
    void bashIsLeftToCompleteFiles() throws IOException, InterruptedException {
        assertThat(completed("kbench run Riv")).isEmpty();
        assertThat(completed("kbench run --out o")).isEmpty();
        assertThat(script("bash")).endsWith("complete -o default -F _kbench kbench\n");
    }

    @Test
    void theZShellKnowsCommandsOptionsAndValues() {
        assertThat(script("zsh").lines())
                .startsWith("#compdef kbench")
                .contains(
                        "    'version:Says which kbench this is, and which Java runs it'",
                        "    export) _arguments \\",
                        "      --format'[csv (the default), jsonl, junit or"
                                + " markdown]:FORMAT:(csv jsonl junit markdown)' \\",
                        "      '*:PATH:_files' ;;",
                        "      --out'[Where task and run files go; the working directory by"
                                + " default]:DIR:_files -/' \\")
                .endsWith(
                        "# from a file of $fpath, the first call defines the function and has to"
                                + " make it",
                        "if [[ $funcstack[1] == _kbench ]]; then _kbench; else compdef _kbench"
                                + " kbench; fi");
    }

    @Test
    void fishDoesToo() {
        assertThat(script("fish").lines())
                .contains(
                        "complete -c kbench -n __fish_use_subcommand -f -a version -d 'Says which"
                                + " kbench this is, and which Java runs it'",
                        "complete -c kbench -n '__fish_seen_subcommand_from export' -l format -x -a"
                                + " 'csv jsonl junit markdown' -d 'csv (the default), jsonl, junit"
                                + " or markdown'",
                        "complete -c kbench -n '__fish_seen_subcommand_from completion' -f -a 'bash"
                                + " zsh fish'",
                        "complete -c kbench -n __fish_use_subcommand -f -a help -d 'Says what a"
                                + " command takes'");
    }

    @Test
    void anotherShellIsRefused() {
        assertThat(Ran.in(folder, "completion", "csh").err())
                .isEqualTo("kbench: SHELL must be bash or zsh or fish, got 'csh'\n");
    }
}
