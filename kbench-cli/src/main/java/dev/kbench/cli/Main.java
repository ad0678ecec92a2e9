package dev.kbench.cli;

import dev.kbench.cli.shell.Shell;

import java.io.IOException;
import java.nio.file.Path;

/// Starts the command.
public final class Main {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private Main() {}

    /// Runs a command and exits.
    ///
    /// @param args the command's words
    /// @throws IOException if the launcher's training cannot write its files
    public static void main(String[] args) throws IOException {
        moreCarriers();
        int code =
                args.length > 1 && args[0].equals("--train")
                        ? Training.run(Path.of(args[1]), args.length > 2)
                        : new Command(Shell.ofProcess()).run(args);
        System.out.flush();
        System.err.flush();
        System.exit(code);
    }

    /// A body that spins holds its carrier thread: with no more carriers than processors a few of
    /// them would stop all other jobs. The number can only be set before the first virtual thread.
    private static void moreCarriers() {
        if (System.getProperty(PARALLELISM) == null) {
            int carriers = Math.max(16, 2 * Runtime.getRuntime().availableProcessors());
            System.setProperty(PARALLELISM, String.valueOf(carriers));
        }
    }
}
