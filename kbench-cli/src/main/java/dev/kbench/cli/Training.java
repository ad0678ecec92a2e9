package dev.kbench.cli;

import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.shell.Terminals;
import dev.kbench.cli.view.Viewing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// What the launcher has the JVM remember for later starts: the help, a small benchmark that is
/// compiled, and the same again from the cache; or looking at that benchmark's runs.
final class Training {
    private static final String HELLO =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            /// Says hello.
            @Benchmark("hello")
            boolean hello(Llm llm) {
                String reply = llm.prompt("Say hello.");
                return assertNotEmpty(reply, "The model should say something.").passed();
            }

            void main() {
                Task.of(this::hello).run(llm());
            }
            """;

    private Training() {}

    /// Does it all, and shows nothing.
    ///
    /// @param folder where files may be left; its runs are looked at where it was given before
    /// @param looking whether runs are looked at, in place of making some
    /// @return the exit code: 0 where everything went well
    static int run(Path folder, boolean looking) throws IOException {
        Path out = folder.resolve("out");
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        // What a command asks of its process is to be remembered too.
        Shell process = Shell.ofProcess();
        Shell shell =
                new Shell(
                        Map.of("KBENCH_CACHE", folder.resolve("cache").toString()),
                        folder.toAbsolutePath(),
                        process.in(),
                        nowhere,
                        nowhere,
                        false,
                        Terminals.NONE);
        return looking ? look(shell, out, folder) : make(shell, out, folder);
    }

    private static int make(Shell shell, Path out, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("Hello.java"), HELLO);
        String[] run = {
            "run", file.toString(), "--model", "demo/echo", "--out", out.toString(),
        };
        int worst = 0;
        for (String[] args : List.of(new String[] {"--help"}, run, run)) {
            worst = Math.max(worst, new Command(shell).run(args));
        }
        return worst;
    }

    private static int look(Shell shell, Path out, Path folder) throws IOException {
        String[] report = {
            "report", out.toString(), "--out", folder.resolve("report.html").toString(),
        };
        int code = new Command(shell).run(report);
        try (Viewing viewing =
                Viewing.start(
                        shell,
                        shell.settings(),
                        List.of(out),
                        Optional.empty(),
                        OptionalInt.of(0))) {
            URLConnection first = URI.create(viewing.url("/runs")).toURL().openConnection();
            first.connect();
            return first.getHeaderField("Set-Cookie") == null ? 1 : code;
        }
    }
}
