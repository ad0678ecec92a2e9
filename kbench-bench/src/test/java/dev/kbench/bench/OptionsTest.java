package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

class OptionsTest {
    @Test
    void allRowsThreeTimesUnlessToldOtherwise() {
        assertThat(Options.parse())
                .isEqualTo(
                        new Options(
                                EnumSet.allOf(Row.class),
                                false,
                                3,
                                "",
                                Path.of("kbench-bench", "target"),
                                Optional.empty()));
    }

    @Test
    void smallSizesAreTakenOnce() {
        assertThat(Options.parse("--quick").rounds()).isEqualTo(1);
        assertThat(Options.parse("--rounds", "2", "--quick").rounds()).isEqualTo(2);
    }

    @Test
    void everyOptionIsRead() {
        assertThat(
                        Options.parse(
                                "--only",
                                "files",
                                "--only",
                                "OPEN",
                                "--rounds",
                                "5",
                                "--url",
                                "http://localhost:1/v1",
                                "--folder",
                                "disk",
                                "--jfr",
                                "records"))
                .isEqualTo(
                        new Options(
                                EnumSet.of(Row.FILES, Row.OPEN),
                                false,
                                5,
                                "http://localhost:1/v1",
                                Path.of("disk"),
                                Optional.of(Path.of("records"))));
    }

    @Test
    void whatCannotBeUnderstoodIsRefused() {
        refuses(
                "expected a row of [files, clients, streams, waiting, reuse, flight, chats, rooms,"
                        + " turns, durable, million, open], got all",
                "--only",
                "all");
        refuses("--rounds must be a number from 1 to 9999, got 0", "--rounds", "0");
        refuses("--only needs a value, got none\n" + Options.USAGE, "--only");
        refuses("there is no option --fast\n" + Options.USAGE, "--fast");
    }

    private static void refuses(String message, String... args) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(args))
                .withMessage(message);
    }
}
