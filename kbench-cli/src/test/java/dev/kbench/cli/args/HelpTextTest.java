package dev.kbench.cli.args;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

class HelpTextTest {
    private static final Syntax SYNTAX =
            new Syntax(
                    "kbench try",
                    List.of("Tries a file, and says what came of it.", "Twice."),
                    Optional.of(new Parameter("FILE", false, true, "A file.")),
                    List.of(new Option("-m", "--model", "M", true, "A model to try it with.")),
                    List.of("Exit codes: 0 it went well; 2 it did not."));

    private static String help(int columns) {
        return String.join("\n", HelpText.of(SYNTAX, List.of(), columns)) + "\n";
    }

    @Test
    void textsStandBesideTheirNames() {
        assertThat(help(50))
                .isEqualTo(
                        """
                        Usage: kbench try [options] [FILE ...]
                        Tries a file, and says what came of it.
                        Twice.

                          FILE  A file.

                          -m, --model M  A model to try it with.
                          -h, --help     Shows this.

                        Exit codes: 0 it went well; 2 it did not.
                        """);
    }

    @Test
    void textsStandBelowTheirNamesWhereThereIsLittleRoom() {
        assertThat(help(20))
                .isEqualTo(
                        """
                        Usage: kbench try
                        [options] [FILE ...]
                        Tries a file, and
                        says what came of
                        it.
                        Twice.

                          FILE
                            A file.

                          -m, --model M
                            A model to try
                            it with.
                          -h, --help
                            Shows this.

                        Exit codes: 0 it
                        went well; 2 it did
                        not.
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 19})
    void fewerColumnsThanTwentyAreNotUsed(int columns) {
        assertThat(help(columns)).isEqualTo(help(20));
    }

    @Test
    void moreColumnsThanAHundredAreNotUsed() {
        assertThat(help(1_000_000)).isEqualTo(help(100));
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int columns = 20; columns <= 100; columns++) {
            int most = columns;
            assertThat(help(columns).lines()).allMatch(line -> line.length() <= most);
        }
    }
}
