package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.Death;
import dev.kbench.store.journal.DiskStep;
import dev.kbench.store.journal.DiskSteps;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalReader;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.store.journal.OutcomeKind;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Ends whole evaluations at each step of their work on the disk and gives the same evaluation
/// again: it comes to what one comes to that nobody disturbed, and nothing that was finished is
/// asked of the model a second time.
class EvaluationKillPointsTest {
    private static final int ROWS = 3;

    /// What only `kbench journal prune` does.
    private static final Set<DiskStep> PRUNING =
            EnumSet.of(DiskStep.FILE_DELETE, DiskStep.FOLDER_DELETE);

    /// What is only done where a torn tail was left.
    private static final Set<DiskStep> MENDING =
            EnumSet.of(
                    DiskStep.TORN_CREATE,
                    DiskStep.TORN_WRITE,
                    DiskStep.TORN_FORCE,
                    DiskStep.TORN_TRUNCATE,
                    DiskStep.TRUNCATE_FORCE);

    @TempDir Path root;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Llm llm =
            new Llm(
                    new Connection(ModelRef.of("m/x", "test"), "m/x", new Answering(asked), ""),
                    List.of());

    private record Answering(List<String> asked) implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            String text = call.request().messages().getLast().text();
            asked.add(text);
            return ModelResponse.of("about " + text, Usage.ofTokens(text.length(), 2));
        }

        @Override
        public void close() {}
    }

    private final Task<Integer> quiz =
            Task.named("quiz")
                    .returning(int.class)
                    .param("word", String.class)
                    .body(
                            (model, params) -> {
                                String word = (String) params.value("word").orElseThrow();
                                int length = model.prompt(word).length();
                                if (word.endsWith("1")) {
                                    throw new IllegalStateException("one is no good");
                                }
                                return length;
                            });

    private List<String> evaluate(Path folder, DiskSteps steps) {
        Arena process =
                new Arena(
                        new KaggleRunStore(folder),
                        Overrides.NONE,
                        new JournalFolder(journals(folder), steps));
        process.workspace.tellsEnd();
        try (Workspace closing = process.workspace) {
            List<String> shown =
                    process.call(
                            () ->
                                    shown(
                                            quiz.evaluate(
                                                    with ->
                                                            with.llms(llm)
                                                                    .data(
                                                                            EvaluationScenario
                                                                                    .words(ROWS))
                                                                    .jobs(1)
                                                                    .onFailure(
                                                                            OnFailure.CONTINUE))));
            closing.complete();
            return shown;
        }
    }

    private static Path journals(Path folder) {
        return folder.resolve(".kbench").resolve("journal");
    }

    private static List<String> shown(Runs<Integer> runs) {
        List<String> shown = new ArrayList<>();
        for (Run<Integer> run : runs) {
            shown.add(
                    "%s %s %s %s %s"
                            .formatted(
                                    run.id(),
                                    run.params(),
                                    run.errorMessage()
                                            .orElseGet(() -> String.valueOf(run.outcome())),
                                    run.usage(),
                                    run.chat().messages().stream().map(m -> m.text()).toList()));
        }
        shown.addAll(runs.asDataFrame().toString().lines().toList());
        shown.add(runs.passRate().toString());
        return shown;
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whateverStepItDiesAtTheSameEvaluationComesToTheSameEnd() throws IOException {
        Path whole = root.resolve("whole");
        List<String> undisturbed = evaluate(whole, DiskSteps.NONE);
        assertThat(undisturbed).hasSizeGreaterThan(ROWS);
        Map<String, Integer> hits = new LinkedHashMap<>();
        for (DiskStep step : EnumSet.complementOf(EnumSet.copyOf(PRUNING))) {
            for (DiskSteps.Moment moment : DiskSteps.Moment.values()) {
                if (moment == DiskSteps.Moment.HALFWAY && !Death.WRITES.contains(step)) {
                    continue;
                }
                int times = 0;
                while (times < 2 && dies(step, moment, times + 1, undisturbed, files(whole))) {
                    times++;
                }
                hits.put(step + " " + moment, times);
            }
        }
        System.out.println("deaths of evaluations: " + hits);
        assertThat(hits).allSatisfy((point, times) -> assertThat(times).as(point).isPositive());
    }

    private boolean dies(
            DiskStep step,
            DiskSteps.Moment moment,
            int times,
            List<String> undisturbed,
            List<String> files)
            throws IOException {
        Path folder = root.resolve("%s-%s-%d".formatted(step, moment, times));
        if (MENDING.contains(step)) {
            die(folder, new Death(DiskStep.JOURNAL_WRITE, DiskSteps.Moment.HALFWAY, 4));
        }
        Death death = new Death(step, moment, times);
        die(folder, death);
        if (!death.happened()) {
            return false;
        }
        List<JournalSummary> left = new JournalFolder(journals(folder)).list();
        assertThat(left).noneMatch(one -> one.state() == JournalState.RUNNING);
        Optional<JournalSummary> begun =
                left.stream().filter(one -> one.plan().isPresent()).findFirst();
        Set<String> paid = begun.map(one -> completed(folder, one)).orElse(Set.of());
        boolean finished = step == DiskStep.MARK_DELETE && moment == DiskSteps.Moment.AFTER;
        asked.clear();
        List<String> after = evaluate(folder, DiskSteps.NONE);
        String when = "%s %s, the %d. time".formatted(step, moment, times);
        if (finished) {
            // the command was at its end: the same one is another, whose runs have other numbers
            assertThat(withoutNumbers(after)).as(when).isEqualTo(withoutNumbers(undisturbed));
        } else {
            assertThat(after).as(when).isEqualTo(undisturbed);
            assertThat(paid).as(when).noneMatch(asked::contains);
            assertThat(files(folder)).as(when).isEqualTo(files);
            assertThat(billed(folder)).as(when).isGreaterThanOrEqualTo(wholeBill());
        }
        return true;
    }

    private static List<String> withoutNumbers(List<String> shown) {
        return shown.stream().map(line -> line.replaceAll("Run #\\d+", "Run")).toList();
    }

    private void die(Path folder, Death death) {
        try {
            evaluate(folder, death);
        } catch (StoreException | EvaluationFailedException e) {
            assertThat(death.happened()).as(e.toString()).isTrue();
        }
    }

    private static Set<String> completed(Path folder, JournalSummary one) {
        Set<String> words = new TreeSet<>();
        try (JournalReader journal = new JournalFolder(journals(folder)).read(one.id())) {
            LongStream.range(0, ROWS)
                    .filter(
                            row ->
                                    journal.index()
                                            .at(row)
                                            .filter(r -> r.outcome() == OutcomeKind.COMPLETED)
                                            .isPresent())
                    .forEach(row -> words.add("w" + row));
        }
        return words;
    }

    private static long wholeBill() {
        return LongStream.range(0, ROWS).map(row -> ("w" + row).length()).sum();
    }

    private static long billed(Path folder) {
        JournalFolder all = new JournalFolder(journals(folder));
        String id =
                all.list().stream()
                        .filter(one -> one.plan().isPresent())
                        .findFirst()
                        .orElseThrow()
                        .id();
        try (JournalReader journal = all.read(id)) {
            return journal.index().bill().inputTokens().orElse(0);
        }
    }
}
