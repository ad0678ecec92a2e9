package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;

class UsageTest {
    @TempDir Path folder;

    @Test
    void helpNamesTheCommands() {
        Ran ran = Ran.in(folder, "--help");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                0,
                                """
                                Usage: kbench [-h] [COMMAND]
                                Runs benchmarks of language models.
                                  -h, --help   Shows this.
                                Commands:
                                  run      Runs a benchmark file: its main, or each of its benchmarks that needs models alone.
                                  models   Shows what is configured, and which of the models answers.
                                  init     Writes a .env file that configures models, into the working directory. Asks on a
                                             terminal for what no option gives, where none is given.
                                  version  Says which kbench this is, and which Java runs it.
                                """,
                                ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "models", "init", "version"})
    void everyCommandHasHelp(String command) {
        Ran ran = Ran.in(folder, command, "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Usage: kbench " + command).contains("--help");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void noCommandIsMisuse() {
        Ran ran = Ran.in(folder);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).startsWith("Usage: kbench");
    }

    @Test
    void anUnknownCommandIsRefused() {
        assertThat(Ran.in(folder, "rnu"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                """
                                kbench: there is no command or option 'rnu'; commands: run, models, init, version
                                see kbench --help
                                """));
    }

    @Test
    void aMissingFileIsRefused() {
        assertThat(Ran.in(folder, "run"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                """
                                kbench: Missing required parameter: 'FILE'
                                see kbench run --help
                                """));
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThat(Ran.in(folder, "run", "Quiz.java", "--modle", "x").err())
                .isEqualTo(
                        """
                        kbench: unexpected '--modle'
                        see kbench run --help
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "two", "1.5", "99999999999"})
    void aNumberOfJobsIsAWholeNumberFromOne(String jobs) {
        assertThat(Ran.in(folder, "run", "Quiz.java", "--jobs=" + jobs))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "kbench: --jobs must be a whole number of 1 or more, got '%s'%n"
                                        .formatted(jobs)));
    }

    @Test
    void anEmptyValueIsRefused() {
        assertThat(Ran.in(folder, "run", "Quiz.java", "--out", "").err())
                .isEqualTo("kbench: --out needs a value, got an empty one\n");
    }

    @Test
    void versionNamesTheJava() {
        Ran ran = Ran.in(folder, "version");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("kbench ").contains("Java 25");
    }
}
