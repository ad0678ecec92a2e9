package dev.kbench.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class ShellTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Shell shell(Map<String, String> environment, Terminals terminals) {
        return new Shell(
                environment,
                folder,
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.US_ASCII),
                new PrintStream(err, true, StandardCharsets.US_ASCII),
                false,
                terminals);
    }

    @Test
    void recordsAreUtf8WhateverATerminalShows() {
        Shell shell = shell(Map.of(), Terminals.NONE);
        shell.records().println("{\"task\":\"größe 日本\"}");
        shell.out().println("größe");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"task\":\"größe 日本\"}\ngr??e\n");
    }

    @Test
    void whatIsNoPathIsRefused() {
        Shell shell = shell(Map.of(), Terminals.NONE);
        assertThatThrownBy(() -> shell.path("a\0b"))
                .isInstanceOf(MisuseException.class)
                .hasMessageMatching("'a.*b' is no path here: Nul character not allowed");
    }

    @Test
    void aFolderThatIsNotGivenIsTheWorkingDirectory() {
        Shell shell = shell(Map.of(), Terminals.NONE);
        assertThat(shell.folder(Optional.empty())).isEqualTo(folder);
        assertThat(shell.folder(Optional.of("out"))).isEqualTo(folder.resolve("out"));
    }

    @Test
    void whatIsSaidFitsATerminal() {
        shell(Map.of("COLUMNS", "20"), new Terminals(false, true))
                .say("kbench: there is nothing to stop\n  here");
        assertThat(err.toString(StandardCharsets.US_ASCII))
                .isEqualTo("kbench: there is\nnothing to stop\n  here\n");
    }
}
