package dev.kbench.cli.run;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.ModelNames;
import dev.kbench.cli.show.UiMode;
import dev.kbench.config.Settings;
import dev.kbench.llm.Llm;
import dev.kbench.room.HumanTerminal;
import dev.kbench.workspace.ProcessScope;
import dev.kbench.workspace.Workspace;

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
        settings.warnings().forEach(shell::notice);
        UiMode mode = Screen.mode(settings);
        FileBody file = FileBody.read(options);
        Path out = OutFolder.checked(options.out().orElse(shell.path("")), settings);
        Body body = file.load(settings, shell::notice);
        if (mode != UiMode.NONE) {
            defaults.notice().ifPresent(shell::notice);
        }
        Told told = new Told();
        try (Panel _ = Panel.of(settings, shell, out);
                Screen screen =
                        Screen.open(shell, mode, out.toString(), new ModelNames(told::note));
                HumanTerminal.Scope _ =
                        HumanTerminal.attach(new TerminalPerson(screen.terminal(), shell.in()));
                Workspace base =
                        Workspaces.open(options, settings, out, screen.display().progress());
                Interruption interruption =
                        Interruption.watch(
                                screen::finish, screen::leave, () -> exited(screen, base))) {
            told.models(base.models());
            base.tellsEnd();
            Tally tally = new Tally();
            Ended ended = runEach(body, workspaces(base, tally, screen), interruption);
            screen.finish();
            if (interruption.requested()) {
                shell.notice(
                        interruption.reason() + "; what had ended by then is written and shown");
                return INTERRUPTED;
            }
            if (ended.texts().isEmpty()) {
                base.complete();
            }
            ended.texts().forEach(text -> shell.say("kbench: " + text));
            if (ended.texts().isEmpty() && tally.asked() == 0 && mode != UiMode.NONE) {
                shell.notice(
                        "%s ran no task: its main should call run or evaluate, as in Task.of(this::quiz).run(llm()); --only TASK runs one task without it"
                                .formatted(options.file()));
            }
            return Math.max(ended.exitCode(), tally.exitCode());
        }
    }

    /// The file's own code exits. Where that is not inside a run, it is the file's end.
    private static void exited(Screen screen, Workspace base) {
        screen.finish();
        base.complete();
        base.close();
    }

    /// A workspace for each model named; they share models and files. Every model is connected
    /// before the first is used: a wrong name shows at once.
    private List<Workspace> workspaces(Workspace base, Tally tally, Screen screen) {
        List<Workspace> workspaces = new ArrayList<>();
        for (String model : options.models()) {
            workspaces.add(base.withOverrides(options.overrides(List.of(model))));
        }
        if (workspaces.isEmpty()) {
            workspaces.add(base);
        }
        for (Workspace workspace : workspaces) {
            workspace.listeners().add(tally);
            screen.listenTo(workspace);
            if (!options.models().isEmpty()) {
                requirePriced(workspace.llm());
            }
        }
        return workspaces;
    }

    private void requirePriced(Llm model) {
        if (!model.isPriced()
                && options.budget().filter(most -> most.nanodollars().isPresent()).isPresent()) {
            throw new MisuseException(
                    "%s has no price, so that --budget cannot be kept: give its price in kbench.toml or in the file that KBENCH_PRICES names (0 where it costs nothing), or bound tokens or calls instead (--budget-tokens, --budget-calls)"
                            .formatted(model.name()));
        }
    }

    /// How the calls of the body ended.
    ///
    /// @param exitCode the worst of them; what the runs came to is not in it
    /// @param texts what to say about those that ended with an exception
    private record Ended(int exitCode, List<String> texts) {}

    private static Ended runEach(Body body, List<Workspace> workspaces, Interruption interruption) {
        int worst = Tally.MEASURED;
        List<String> texts = new ArrayList<>();
        for (Workspace workspace : workspaces) {
            if (interruption.requested()) {
                break;
            }
            try (ProcessScope _ = workspace.adopt()) {
                workspace.call(
                        () -> {
                            body.run(workspace);
                            return "";
                        });
            } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
                Thrown thrown = Thrown.of(e);
                texts.add(thrown.text());
                worst = Math.max(worst, thrown.exitCode());
            }
        }
        return new Ended(worst, texts);
    }
}
