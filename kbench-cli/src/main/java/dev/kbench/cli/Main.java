package dev.kbench.cli;

import dev.kbench.cli.shell.Shell;

/// Starts the command.
public final class Main {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private Main() {}

    /// Runs a command and exits.
    ///
    /// @param args the command's words
    public static void main(String[] args) {
        moreCarriers();
        int code = new Command(Shell.ofProcess()).run(args);
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
