package dev.kbench.cli.run;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.Display;
import dev.kbench.cli.show.ModelNames;
import dev.kbench.cli.show.Results;
import dev.kbench.cli.show.Terminal;
import dev.kbench.cli.show.UiMode;
import dev.kbench.config.ExecutionMode;
import dev.kbench.config.Settings;
import dev.kbench.workspace.Workspace;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// What is shown of a run: a display while it goes on, its results at the end. While it is open the
/// process's standard streams are its own, so that nothing the user's code prints reaches a
/// terminal unread.
///
/// Thread-safe.
final class Screen implements AutoCloseable {
    private final UiMode mode;
    private final Terminal terminal;
    private final Display display;
    private final Results results;
    private final String folder;
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final AtomicBoolean finished = new AtomicBoolean();

    private Screen(Shell shell, UiMode mode, String folder, ModelNames names) {
        this.mode = mode;
        this.folder = folder;
        this.terminal = shell.terminal();
        this.display = Display.open(mode, terminal, names, System::nanoTime);
        this.results = new Results(names, System::nanoTime, display::saidFailure);
        System.setOut(terminal.printStream());
        System.setErr(shell.printedErrors(terminal));
    }

    static Screen open(Shell shell, UiMode mode, String folder, ModelNames names) {
        return new Screen(shell, mode, folder, names);
    }

    /// The mode that the settings name.
    static UiMode mode(Settings settings) {
        UiMode progress =
                ExecutionMode.from(settings).showsLiveProgress() ? UiMode.PROGRESS : UiMode.LINES;
        Optional<String> name = settings.get("KBENCH_UI_MODE");
        return switch (name.orElse("").toLowerCase(Locale.ROOT)) {
            case "none" -> UiMode.NONE;
            case "console" -> UiMode.CONSOLE;
            case "panel" -> progress;
            case "" ->
                    settings.flag("BENCHMARK_CONSOLE_UI") && !settings.flag("INTERACTIVE_UI")
                            ? UiMode.CONSOLE
                            : progress;
            default ->
                    throw new MisuseException(
                            "KBENCH_UI_MODE: expected console, panel or none, got '%s'"
                                    .formatted(name.get()));
        };
    }

    Terminal terminal() {
        return terminal;
    }

    Display display() {
        return display;
    }

    void listenTo(Workspace workspace) {
        workspace.listeners().add(display); // what it has told, the results do not list again
        workspace.listeners().add(results);
    }

    /// Leaves the terminal clean, and shows nothing more on a live line.
    void leave() {
        terminal.settle();
    }

    /// Shows the results, once.
    void finish() {
        if (finished.compareAndSet(false, true)) {
            display.close();
            if (mode != UiMode.NONE) {
                results.print(terminal, folder);
            }
        }
    }

    /// Gives the standard streams back.
    @Override
    public void close() {
        finish();
        System.setOut(out);
        System.setErr(err);
    }
}
