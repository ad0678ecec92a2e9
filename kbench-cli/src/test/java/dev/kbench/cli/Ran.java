package dev.kbench.cli;

import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.shell.Terminals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// A command that was run in this process.
///
/// @param code its exit code
/// @param out what it printed
/// @param err what it said
record Ran(int code, String out, String err) {
    /// Runs a command in a folder, which holds its cache too.
    static Ran in(Path folder, String... args) {
        return with(Map.of(), folder, "", args);
    }

    static Ran with(Map<String, String> environment, Path folder, String input, String... args) {
        return run(environment, folder, input, false, args);
    }

    /// Runs a command that asks a person, who types some lines.
    static Ran asking(Path folder, String input, String... args) {
        return run(Map.of(), folder, input, true, args);
    }

    private static Ran run(
            Map<String, String> environment,
            Path folder,
            String input,
            boolean asks,
            String... args) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putIfAbsent("KBENCH_CACHE", folder.resolve("cache").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Shell shell =
                new Shell(
                        all,
                        folder,
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        asks,
                        Terminals.NONE);
        int code = new Command(shell).run(args);
        return new Ran(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
