package dev.kbench.cli.run;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.show.ReasonSink;
import dev.kbench.config.Settings;
import dev.kbench.explain.Explained;
import dev.kbench.explain.ReuseExplainer;
import dev.kbench.llm.CallGate;
import dev.kbench.llm.spi.Progress;
import dev.kbench.recording.RecordedRuns;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.workspace.PlannedRuns;
import dev.kbench.workspace.ProcessScope;
import dev.kbench.workspace.Workspace;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Says of the runs that a file would make which are read back, which are made, and why. Nothing is
/// run, no model is asked, and nothing is written.
public final class FileExplanation {
    private final Shell shell;
    private final RunOptions options;
    private final ReasonSink sink;
    private Optional<RecordedRuns> recorded = Optional.empty();
    private boolean planned;

    /// Makes one.
    ///
    /// @param shell streams and environment
    /// @param options what would be asked of `kbench run`
    /// @param sink shows what there is to say
    public FileExplanation(Shell shell, RunOptions options, ReasonSink sink) {
        this.shell = shell;
        this.options = options;
        this.sink = sink;
    }

    /// Explains.
    ///
    /// @return the exit code
    /// @throws MisuseException if the file could not be run either
    public int run() {
        Settings settings = Defaults.of(shell.settings(), options.models()).settings();
        FileBody file = FileBody.read(options);
        Path out = options.out().orElse(shell.path(""));
        Body body = file.load(settings, shell::notice);
        List<String> models = options.models();
        List<Thrown> thrown = new ArrayList<>();
        try (Workspace base = Workspaces.open(options, settings, out, Progress.NONE);
                ReuseExplainer explainer = new ReuseExplainer(journals(base))) {
            base.tellsEnd();
            recorded = options.replay().map(RecordedRuns::in);
            explainer.unreadable().forEach(shell::notice);
            if (models.isEmpty()) {
                rehearse(body, base, explainer, thrown);
            }
            for (String model : models) {
                rehearse(
                        body,
                        base.withOverrides(options.overrides(List.of(model))),
                        explainer,
                        thrown);
            }
        }
        thrown.forEach(
                ended ->
                        shell.notice(
                                "what the file does after this is not known, since it needs what a"
                                        + " run gives: "
                                        + ended.text()));
        if (!planned && thrown.isEmpty()) {
            shell.notice("%s runs no task".formatted(options.file()));
        }
        return planned || thrown.isEmpty() ? Tally.MEASURED : Tally.UNMEASURED;
    }

    private static JournalFolder journals(Workspace workspace) {
        return workspace
                .journals()
                .orElseThrow(
                        () ->
                                new MisuseException(
                                        "nothing is kept with KBENCH_JOURNAL=off, or in a mode that"
                                            + " writes no files (KBENCH_EXECUTION_MODE): every run"
                                            + " is made"));
    }

    /// Calls what is to be run, in silence: what it says would speak of results that there are not.
    private void rehearse(
            Body body, Workspace base, ReuseExplainer explainer, List<Thrown> thrown) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream silent =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(silent);
        System.setErr(silent);
        Workspace workspace = base.rehearsing(runs -> explain(runs, explainer));
        try (ProcessScope _ = workspace.adopt();
                CallGate _ = CallGate.shut("kbench explain asks no model")) {
            workspace.call(
                    () -> {
                        body.run(workspace);
                        return "";
                    });
        } catch (Exception | StackOverflowError | LinkageError | AssertionError e) {
            thrown.add(Thrown.of(e));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private synchronized void explain(PlannedRuns runs, ReuseExplainer explainer) {
        planned = true;
        explainer.explain(runs, one -> sink.add(answered(one)));
        sink.end(runs);
    }

    /// A run that is made asks no model where calls are replayed, and is recorded where they are
    /// recorded; of one that is read back neither is so.
    private Explained answered(Explained one) {
        if (options.record().isPresent()) {
            String where = options.record().get().toString();
            return one.with(
                    one.reused()
                            ? "it asks nothing, so nothing of it is recorded"
                            : "its calls are recorded in " + where);
        }
        if (recorded.isEmpty() || one.reused()) {
            return one;
        }
        int calls = recorded.get().calls(one.key());
        return one.with(
                calls > 0
                        ? "%d of its calls %s recorded, and answered by that"
                                .formatted(calls, calls == 1 ? "is" : "are")
                        : "no call of its own is recorded: each fails unless another run's asked"
                                + " the same");
    }
}
