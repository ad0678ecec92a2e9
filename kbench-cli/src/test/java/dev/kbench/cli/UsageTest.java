package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.Map;

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
                                Usage: kbench COMMAND [options]
                                Runs benchmarks of language models.

                                Commands:
                                  run         Runs a benchmark file: its main, or each of its benchmarks that needs models alone.
                                  models      Shows what is configured, and which of the models answers. A server that is configured
                                              without a model is asked which ones it has.
                                  show        Shows what run files say: result, conversations and assertions. Files of
                                              kaggle-benchmarks are read as well.
                                  view        Shows runs in a browser: a table to search and sort, each run whole, models side by
                                              side, a leaderboard, and what runs now. Reads journals and run files, those of
                                              kaggle-benchmarks too, and changes none.
                                  report      Writes a report of runs: models by tasks with intervals, cost and time, charts, what
                                              did not pass and why, and conversations. One HTML file, which needs nothing beside it;
                                              or Markdown for a pull request.
                                  explain     Says which runs the same kbench run would read back and which it would make, and why:
                                              what differs from the run that is nearest. Nothing is run, and no model is asked.
                                  journal     Lists the evaluations that are kept, with their state and size. With --prune, removes
                                              those that finished; one that runs is never removed.
                                  stop        Asks the process that runs an evaluation to stop it: what has ended is kept, and the
                                              same kbench run goes on with the rest.
                                  table       Shows what run files come to: models by tasks, then each task with what did not pass.
                                              Files of kaggle-benchmarks are read as well.
                                  export      Prints run files in another format: a row a run as CSV or JSONL, a test case a run as
                                              JUnit XML, or the figures of each task and model as Markdown.
                                  merge       Makes one run file of many: for each task and model a run whose result is the share
                                              that passed, or the mean, with its 95 % interval. The platform's leaderboard shows one
                                              run of a task.
                                  choose      Chooses the task that the leaderboard is to show: its file and its latest run's stay,
                                              all others are set aside in .kbench/aside. Nothing is deleted; --undo brings back what
                                              was set aside last.
                                  new         Makes a folder with a benchmark that runs as it is: a file with its data, or a Maven
                                              project with tests.
                                  notebook    Makes a Jupyter notebook of a benchmark file: a cell for what stands between two // %%
                                              lines, or for each declaration.
                                  kernel      Has Jupyter know kbench's kernel, in which the cells of a notebook are benchmarks; and
                                              is that kernel.
                                  init        Writes a .env file that configures models, into the working directory. Asks on a
                                              terminal for what no option gives, where none is given.
                                  doctor      Tries what benchmarks may need of this machine: Java, disk, models that are
                                              configured, Python, the box around it, Chromium. Says what to do about what is
                                              missing.
                                  skill       Prints the skill file from which a coding assistant learns to write benchmarks with
                                              this version of kbench.
                                  completion  Prints a script that lets a shell complete commands, options and their values.
                                  version     Says which kbench this is, and which Java runs it.

                                  -h, --help  Shows this.

                                kbench help COMMAND says more of each.

                                Examples:
                                  kbench new river-quiz
                                  kbench run river-quiz/RiverQuiz.java --model demo/echo
                                  kbench table
                                  kbench view
                                """,
                                ""));
    }

    @Test
    void helpFitsTheTerminal() {
        Ran ran = Ran.with(Map.of("COLUMNS", "40"), folder, "", "run", "--help");

        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 40);
        assertThat(ran.out())
                .contains(
                        """
                          -m, --model M
                            A model to evaluate, such as
                            google/gemini-2.5-flash,
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "models",
                "show",
                "view",
                "explain",
                "journal",
                "stop",
                "table",
                "export",
                "merge",
                "choose",
                "new",
                "notebook",
                "kernel",
                "init",
                "doctor",
                "skill",
                "completion",
                "version"
            })
    void everyCommandHasHelp(String command) {
        Ran ran = Ran.in(folder, command, "--help");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("Usage: kbench " + command).contains("--help");
        assertThat(ran.out()).containsPattern("Examples?:\n  (eval \"\\$\\()?kbench " + command);
        assertThat(Ran.in(folder, "help", command)).isEqualTo(ran);
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
                                kbench: there is no command 'rnu'; did you mean run?
                                see kbench --help
                                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "begin | there is no command 'begin'; commands: run, models, show, view, report,"
                        + " explain, journal, stop, table, export, merge, choose, new, notebook,"
                        + " kernel, init, doctor, skill, completion, version",
                "Quiz.java | there is no command 'Quiz.java'; did you mean kbench run Quiz.java?",
                "--hlep | there is no option '--hlep'; did you mean --help?",
                "--help=all | --help takes no value",
            })
    void otherFirstWordsAreRefused(String word, String message) {
        assertThat(Ran.in(folder, word))
                .isEqualTo(new Ran(2, "", "kbench: %s%nsee kbench --help%n".formatted(message)));
    }

    @Test
    void aMissingFileIsRefused() {
        assertThat(Ran.in(folder, "run"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                """
                                kbench: FILE is missing: kbench run FILE
                                see kbench run --help
                                """));
    }

    @Test
    void anUnknownOptionIsRefused() {
        assertThat(Ran.in(folder, "run", "Quiz.java", "--modle", "x").err())
                .isEqualTo(
                        """
                        kbench: there is no option '--modle'; did you mean --model?
                        see kbench run --help
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-3", "two", "1.5"})
    void aNumberOfJobsIsAWholeNumberFromOne(String jobs) {
        assertThat(Ran.in(folder, "run", "Quiz.java", "--jobs=" + jobs))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "kbench: --jobs must be auto or a whole number of 1 or more, got '%s'%n"
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
