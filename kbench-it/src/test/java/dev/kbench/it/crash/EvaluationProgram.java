package dev.kbench.it.crash;

import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertTrue;

import dev.kbench.config.Settings;
import dev.kbench.event.RunEvent;
import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.OpenAiCompatible;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Evaluates a task with every kind of outcome in a process that may be killed: runs that pass and
/// that do not, that fail, that ask once and more often, and that run another task.
final class EvaluationProgram {
    static final String REPORTED = "REPORTED ";
    static final String KEPT = "KEPT ";
    static final String FINAL = "FINAL ";
    static final String END = "END";

    /// Every how many rows one fails.
    static final int FAILS = 11;

    private static final int JOBS = 8;

    private EvaluationProgram() {}

    record Finding(String answer, List<String> more, double half) {}

    private static final Task<Integer> ASIDE =
            Task.named("aside")
                    .storeTask(false)
                    .storeRun(false)
                    .returning(int.class)
                    .param("row", int.class)
                    .body((llm, params) -> ask(llm, row(params), 2).length());

    private static final Task<Finding> SURVEY =
            Task.named("survey")
                    .returning(Finding.class)
                    .param("row", int.class)
                    .body((llm, params) -> survey(llm, row(params)));

    private static int row(Params params) {
        return (int) params.value("row").orElseThrow();
    }

    private static String ask(Llm llm, int row, int call) {
        return llm.prompt("row-%d-call-%d".formatted(row, call));
    }

    static boolean fails(int row) {
        return row % FAILS == 7;
    }

    private static Finding survey(Llm llm, int row) {
        String answer = ask(llm, row, 0);
        assertTrue(row % 5 != 0, "Should be no multiple of five.");
        List<String> more = new ArrayList<>();
        if (row % 3 == 0) {
            more.add(ask(llm, row, 1));
            assertEqual("answer 1 to row " + row, more.getFirst());
        }
        if (row % 4 == 1) {
            ASIDE.run(llm, row);
        }
        if (fails(row)) {
            throw new IllegalStateException("row %d fails".formatted(row));
        }
        return new Finding(answer, List.copyOf(more), row / 2.0);
    }

    /// Runs it.
    ///
    /// @param args the folder for files, the model's address, where to halt, how many rows there
    ///   are
    /// @throws Exception where anything fails
    public static void main(String[] args) throws Exception {
        Path out = Path.of(args[0]);
        HaltingSteps steps = new HaltingSteps(args[2]);
        Settings settings = Settings.of(Map.of());
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new HaltingStore(new KaggleRunStore(out), steps),
                        Overrides.NONE,
                        Optional.of(new JournalFolder(journals(out), steps)))) {
            workspace.listeners().add(EvaluationProgram::tell);
            int rows = Integer.parseInt(args[3]);
            show(workspace.call(() -> evaluate(args[1], rows)));
        }
        steps.print();
        System.out.println(END);
    }

    static Path journals(Path out) {
        return out.resolve(".kbench").resolve("journal");
    }

    private static Runs<Finding> evaluate(String url, int rows) {
        Llm llm = OpenAiCompatible.model("counting", with -> with.baseUrl(url));
        DataFrame data = DataFrame.ofColumns("row", IntStream.range(0, rows).boxed().toList());
        return SURVEY.evaluate(
                with -> with.llms(llm).data(data).jobs(JOBS).onFailure(OnFailure.CONTINUE));
    }

    private static void tell(RunEvent event) {
        if (event instanceof RunEvent.RunFinished run && run.depth() == 0) {
            int row = Integer.parseInt(run.number().replaceAll("\\D+", "")) - 1;
            System.out.println((run.reused() ? KEPT : REPORTED) + row + " " + run.outcome());
        } else if (event instanceof RunEvent.Notice notice) {
            System.out.println("NOTICE " + notice.text());
        } else if (event instanceof RunEvent.StoreFailed failed) {
            System.out.println("STORE FAILED " + failed.message());
        }
    }

    /// What must come out the same, however often the evaluation was cut short. Ids of chats,
    /// traces and times are not among it.
    private static void show(Runs<Finding> runs) {
        for (Run<Finding> run : runs) {
            line("run", List.of(run.id(), shown(run)));
        }
        runs.asDataFrame().toString().lines().forEach(row -> line("table", row));
        line("pass rate", runs.passRate());
        line("completed", runs.completedRuns().size());
    }

    private static List<Object> shown(Run<?> run) {
        return List.of(
                run.params(),
                run.errorMessage().orElseGet(() -> String.valueOf(run.outcome())),
                run.passed(),
                run.assertionResults().stream()
                        .map(a -> List.of(a.passed(), a.expectation(), a.line(), a.requestCount()))
                        .toList(),
                run.usage().inputTokens(),
                run.usage().outputTokens(),
                run.chat().messages().stream().map(message -> message.text()).toList(),
                run.subruns().stream().map(EvaluationProgram::shown).toList());
    }

    private static void line(String what, Object text) {
        System.out.println(FINAL + what + " " + text.toString().replace("\n", "\\n"));
    }
}
