package dev.kbench.view.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Message;
import dev.kbench.key.Params;
import dev.kbench.run.FailureKind;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.store.Redaction;
import dev.kbench.view.page.IndexShelf;
import dev.kbench.view.page.MadeEvaluations;
import dev.kbench.view.page.Site;
import dev.kbench.view.report.Report;
import dev.kbench.view.report.ReportOptions;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;
import dev.kbench.view.web.Request;
import dev.kbench.view.web.Token;

import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/// Runs that were made again.
class EarlierAttemptsTest {
    private static final Written LOST =
            Written.of("e", 0, "Quiz", "a/one")
                    .with(Params.of("river", "Lethe"))
                    .said("Which?", "A drowned answer.")
                    .with(UnmeasuredReason.TIMED_OUT, false)
                    .around(Written.of("e", 8, "Inner", "a/two").run());
    private static final Written WRONG =
            LOST.again(FailureKind.EXCEPTION, false).said("Which?", "A wrong answer.");
    private static final Written RIGHT = WRONG.again(true, true).said("Which?", "It is so.");

    @TempDir Path out;
    @TempDir Path cache;

    private RunIndex open() {
        return RunIndex.open(List.of(out), cache, Redaction.NONE, IndexProgress.NONE);
    }

    private static RunId first(RunIndex index) {
        return index.search(RunQuery.ALL).lines(0, 1).getFirst().id();
    }

    private static void assertAttempts(RunIndex index) {
        RunId id = first(index);
        List<RunLine> attempts = index.earlier(id);
        assertThat(attempts)
                .map(RunLine::id)
                .containsExactly(new RunId(id + "~attempt1"), new RunId(id + "~attempt2"));
        assertThat(attempts).map(RunLine::reason).containsExactly("TIMED_OUT", "EXCEPTION");
        assertThat(attempts)
                .map(one -> index.read(one.id()).chat().items().getLast())
                .map(item -> ((Message) item).text())
                .containsExactly("A drowned answer.", "A wrong answer.");
        assertThat(index.read(id).attempt()).isEqualTo(3);
    }

    @Test
    void areListedAndReadInTheOrderInWhichTheyWereMade() {
        Written.all(out, List.of(LOST, Written.of("e", 1, "Quiz", "a/one"), WRONG, RIGHT));
        try (RunIndex index = open()) {
            assertAttempts(index);
            assertThat(index.earlier(index.search(RunQuery.ALL).lines(1, 1).getFirst().id()))
                    .isEmpty();
        }
        try (RunIndex index = open()) {
            assertAttempts(index);
        }
    }

    @Test
    void runsInsideThemAreReadToo() {
        Written.all(out, List.of(LOST, WRONG));
        try (RunIndex index = open()) {
            RunLine lost = index.earlier(first(index)).getFirst();
            ViewedRun inner = index.read(lost.id()).subruns().getFirst();

            assertThat(inner.id()).isEqualTo(new RunId(lost.id() + "~0"));
            assertThat(index.read(inner.id()).task().name()).isEqualTo("Inner");
            assertThat(inner.id().counting()).isEqualTo(first(index));
            assertThat(index.earlier(inner.id())).isEmpty();
            assertThat(index.earlier(lost.id())).isEmpty();
        }
    }

    @Test
    void whatCountsIsTheLastAlone() {
        Written.all(out, List.of(LOST, Written.of("e", 1, "Quiz", "a/one"), WRONG, RIGHT));
        try (RunIndex index = open()) {
            RunLine lost = index.earlier(first(index)).getFirst();

            assertThat(index.search(RunQuery.ALL).total()).isEqualTo(2);
            assertThat(index.search(RunQuery.ALL.withText("drowned")).total()).isZero();
            assertThat(index.search(RunQuery.ALL.with(RunColumn.EVALUATION, List.of("e"))).total())
                    .isEqualTo(2);
            assertThat(index.facets(RunQuery.ALL).counts().get(RunColumn.OUTCOME))
                    .isEqualTo(Map.of("completed", 2L));
            assertThat(index.facets(RunQuery.ALL).counts().get(RunColumn.EVALUATION))
                    .isEqualTo(Map.of("e", 2L));
            assertThat(index.groups(RunQuery.ALL.withGroup(RunColumn.EVALUATION.key())))
                    .containsExactly(new RunGroup("e", 2, 2, 0, 0));
            assertThat(index.cells(RunQuery.ALL)).map(RunCell::total).containsExactly(2L);
            assertThat(index.search(RunQuery.ALL).indexOf(lost.id())).isZero();
            assertThat(index.search(RunQuery.ALL).nextFailing(lost.id())).isEmpty();
        }
    }

    @Test
    void areFollowedWhereTheirJournalGoesOn() {
        Written.all(out, List.of(LOST, Written.of("e", 1, "Quiz", "a/one")));
        try (RunIndex index = open()) {
            assertThat(index.earlier(first(index))).isEmpty();
            Written.all(out, List.of(WRONG));
            index.refresh(IndexProgress.NONE);
            assertThat(index.earlier(first(index))).map(RunLine::attempt).containsExactly(1);
        }
        Written.all(out, List.of(RIGHT));
        try (RunIndex index = open()) {
            assertAttempts(index);
        }
    }

    @Test
    void stayWhereAnotherJournalIsRemovedAndGoWithTheirOwn() throws IOException {
        Written.all(out, List.of(Written.of("a", 0, "Other", "a/one"), LOST, WRONG, RIGHT));
        try (RunIndex index = open()) {
            remove(out.resolve(".kbench/journal/a"));
            index.refresh(IndexProgress.NONE);
            assertAttempts(index);
            RunId id = first(index);

            remove(out.resolve(".kbench/journal/e"));
            Written.all(out, List.of(LOST));
            index.refresh(IndexProgress.NONE);
            assertThat(index.read(id).attempt()).isEqualTo(1);
            assertThat(index.earlier(id)).isEmpty();
        }
    }

    private static void remove(Path journal) throws IOException {
        try (Stream<Path> files = Files.list(journal)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(journal);
    }

    @Test
    void anIndexOfTheVersionBeforeIsMadeAnew() throws IOException {
        Written.all(out, List.of(LOST, WRONG, RIGHT));
        open().close();
        Path folder;
        try (Stream<Path> folders = Files.list(cache)) {
            folder = folders.findFirst().orElseThrow();
        }
        try (FSDirectory directory = FSDirectory.open(folder);
                StandardAnalyzer analyzer = new StandardAnalyzer();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
            Map<String, String> said = new LinkedHashMap<>();
            writer.getLiveCommitData().forEach(each -> said.put(each.getKey(), each.getValue()));
            said.put("format", "1");
            writer.deleteAll();
            writer.setLiveCommitData(said.entrySet());
        }
        try (RunIndex index = open()) {
            assertAttempts(index);
        }
    }

    @Test
    void oneThatIsNotThereIsNamed() {
        Written.all(out, List.of(LOST, WRONG));
        try (RunIndex index = open()) {
            RunId none = new RunId(first(index) + "~attempt2");
            assertThatThrownBy(() -> index.read(none))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageStartingWith("there is no run " + none + ": ");
        }
    }

    private static String page(RunIndex index, String id) throws IOException {
        Site site = new Site(new IndexShelf(index), new MadeEvaluations(), Token.random());
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        Request request =
                new Request(
                        "GET",
                        List.of("run", id),
                        new LinkedHashMap<>(Map.of("task", List.of("Quiz"))));
        site.answer(request).body().write(page);
        return page.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theRunsPageLeadsToThemAndTheirPagesBack() throws IOException {
        Written.all(out, List.of(LOST, WRONG, RIGHT));
        try (RunIndex index = open()) {
            String id = first(index).text();

            assertThat(page(index, id))
                    .contains(
                            "<h2 id=\"earlier\">Earlier attempts</h2>",
                            "<a href=\"/run/%s~attempt1?task=Quiz\">Attempt 1</a>".formatted(id),
                            "<a href=\"/run/%s~attempt2?task=Quiz\">Attempt 2</a>".formatted(id),
                            "! unmeasured: timed out",
                            "✗ failed: exception",
                            "10 → 5 tokens",
                            "IllegalStateException: no tide data")
                    .doesNotContain("does not count");
            String counting = "<a id=\"counting\" href=\"/run/%s?task=Quiz\">".formatted(id);
            String why = "attempt 1, which does not count: another attempt followed it.";
            assertThat(page(index, id + "~attempt1"))
                    .contains("This is " + why, counting)
                    .doesNotContain("Earlier attempts");
            assertThat(page(index, id + "~attempt1~0")).contains("This is inside " + why, counting);
        }
    }

    @Test
    void aReportThatShowsOneSaysSo() {
        Written.all(out, List.of(LOST, WRONG, RIGHT));
        try (RunIndex index = open()) {
            RunId lost = index.earlier(first(index)).getFirst().id();
            ReportOptions options =
                    new ReportOptions("t", "", Written.NOON, RunQuery.ALL, 5, 5, List.of(lost));
            assertThat(Report.html(index, options))
                    .contains("This is attempt 1, which does not count")
                    .contains("1 run of 1 model at 1 task");
        }
    }
}
