package dev.kbench.cli.run;

import dev.kbench.cli.compile.BenchmarkFiles;
import dev.kbench.cli.compile.BenchmarkLoader;
import dev.kbench.cli.compile.CompiledFile;
import dev.kbench.cli.compile.SourceText;
import dev.kbench.cli.shell.CacheFolder;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.config.Settings;
import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.llm.spi.Progress;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs one benchmark file, once for each model named. Everything that can be refused is refused
/// before a model is asked.
public final class FileRun {
    /// The exit code of a run that was told to end.
    public static final int INTERRUPTED = 130;

    private final Shell shell;
    private final RunOptions options;
    private final Defaults defaults;

    /// Makes one.
    ///
    /// @param shell streams and environment
    /// @param options what was asked for
    public FileRun(Shell shell, RunOptions options) {
        this.shell = shell;
        this.options = options;
        this.defaults = Defaults.of(shell.settings(), options.models());
    }

    /// Runs the file.
    ///
    /// @return the exit code
    /// @throws MisuseException if it cannot be run
    public int run() {
        Settings settings = defaults.settings();
        SourceText source = SourceText.read(options.file());
        if (options.data().filter(Files::notExists).isPresent()) {
            throw new MisuseException(
                    "there is no file %s (--data); expected the path of a CSV file"
                            .formatted(options.data().get()));
        }
        Path out = OutFolder.checked(options.out().orElse(Path.of("")));
        CompiledFile compiled = new BenchmarkFiles(CacheFolder.of(settings)).compile(source);
        Body body = Body.of(load(compiled), options, shell.err()::println);
        defaults.notice().ifPresent(shell.err()::println);

        Tally tally = new Tally();
        try (Workspace base =
                        Workspace.open(settings, out, overrides(options.models()), Progress.NONE);
                Interruption interruption = Interruption.watch(() -> {})) {
            int code = runEach(body, workspaces(base, tally), tally, interruption);
            return interruption.requested() ? INTERRUPTED : code;
        }
    }

    private List<Class<?>> load(CompiledFile compiled) {
        SourceCatalog.launch(options.file());
        BenchmarkLoader loader = new BenchmarkLoader(compiled);
        List<Class<?>> types = new ArrayList<>();
        for (String name : compiled.topLevel()) {
            SourceCatalog.register(name, compiled.unit());
            try {
                types.add(loader.loadClass(name));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
        return types;
    }

    /// A workspace for each model named; they share models and files. Every model is connected
    /// before the first is used: a wrong name shows at once.
    private List<Workspace> workspaces(Workspace base, Tally tally) {
        List<Workspace> workspaces = new ArrayList<>();
        for (String model : options.models()) {
            workspaces.add(
                    new Workspace(
                            base.settings(),
                            base.models(),
                            base.store(),
                            overrides(List.of(model))));
        }
        if (workspaces.isEmpty()) {
            workspaces.add(base);
        }
        for (Workspace workspace : workspaces) {
            workspace.listeners().add(tally);
            workspace.listeners().add(new PlainLines(shell.out()));
            if (!options.models().isEmpty()) {
                workspace.llm();
            }
        }
        return workspaces;
    }

    private Overrides overrides(List<String> models) {
        return new Overrides(models, options.jobs(), options.limit());
    }

    private int runEach(
            Body body, List<Workspace> workspaces, Tally tally, Interruption interruption) {
        int worst = Tally.MEASURED;
        for (Workspace workspace : workspaces) {
            if (interruption.requested()) {
                break;
            }
            try {
                workspace.call(
                        () -> {
                            body.run(workspace);
                            return "";
                        });
            } catch (Exception
                    | StackOverflowError
                    | ExceptionInInitializerError
                    | AssertionError e) {
                Thrown thrown = Thrown.of(e);
                if (!interruption.requested()) {
                    shell.err().println("kbench: " + thrown.text());
                }
                worst = Math.max(worst, thrown.exitCode());
            }
        }
        return Math.max(worst, tally.exitCode());
    }
}
