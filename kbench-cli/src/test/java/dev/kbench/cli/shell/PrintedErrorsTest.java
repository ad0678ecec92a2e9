package dev.kbench.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.cli.show.Terminal;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

class PrintedErrorsTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private void print(Terminals terminals) {
        Shell shell =
                new Shell(
                        Map.of("COLUMNS", "80"),
                        Path.of("").toAbsolutePath(),
                        InputStream.nullInputStream(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        terminals);
        Terminal shown = shell.terminal();
        shell.printedErrors(shown).println("a \u001B[1mwarning");
    }

    @Test
    void oneTerminalIsWrittenToByOne() {
        print(new Terminals(true, true));
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a ␛[1mwarning\n");
        assertThat(err.size()).isZero();
    }

    @Test
    void resultsInAPipeLeaveErrorsOnTheTerminal() {
        print(new Terminals(false, true));
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("a ␛[1mwarning\n");
    }

    @Test
    void errorsInAFileStayAsTheyAre() {
        print(new Terminals(true, false));
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("a \u001B[1mwarning\n");
    }
}
