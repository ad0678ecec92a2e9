package dev.kbench.view.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.key.Params;
import dev.kbench.run.FailureKind;
import dev.kbench.run.RunSummary;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.run.stats.Estimate;
import dev.kbench.store.Redaction;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Searches at random, beside a plain filter over the same runs.
class RandomSearchTest {
    private static final int RUNS = 700;
    private static final List<String> WORDS =
            List.of("king", "LOUIS", "Tide", "moon", "ıspanak", "Ärger", "x9", "mooring");

    @TempDir static Path out;
    @TempDir static Path cache;
    private static final List<Written> RUNS_IN_ORDER = new ArrayList<>();

    @BeforeAll
    static void write() {
        Random random = new Random(11);
        Map<String, Written> last = new LinkedHashMap<>();
        List<Written> all = new ArrayList<>();
        for (String evaluation : List.of("second", "first")) {
            List<Long> positions = new ArrayList<>();
            for (long i = 0; i < RUNS / 2; i++) {
                positions.add(i);
            }
            Collections.shuffle(positions, random);
            for (long position : positions) {
                Written run = random(evaluation, position, random);
                all.add(run);
                if (random.nextInt(10) == 0) {
                    all.add(run.again(true, true));
                }
            }
        }
        Written.all(out, all);
        all.forEach(run -> last.put(run.evaluation() + "/" + run.position(), run));
        RUNS_IN_ORDER.addAll(last.values());
        RUNS_IN_ORDER.sort(
                Comparator.comparing((Written run) -> run.evaluation().equals("first"))
                        .thenComparing(Written::position));
    }

    private static Written random(String evaluation, long position, Random random) {
        List<Object> values =
                List.of(
                        true,
                        false,
                        random.nextInt(5),
                        random.nextInt(1000) / 100.0 - 5,
                        FailureKind.EXCEPTION,
                        FailureKind.REFUSED,
                        UnmeasuredReason.TIMED_OUT);
        Object value = values.get(random.nextInt(values.size()));
        boolean passed = !(value instanceof Enum<?>) && !value.equals(false);
        Map<String, Object> params = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            params.put("level", List.of("easy", "hard", "1..2", "").get(random.nextInt(4)));
        }
        if (random.nextBoolean()) {
            params.put("size", random.nextInt(3) == 0 ? "big" : (Object) random.nextInt(20));
        }
        params.put("words", words(random) + "y".repeat(random.nextInt(4) * 100));
        return new Written(
                evaluation,
                position,
                1,
                List.of("Quiz", "Tides", "Map").get(random.nextInt(3)),
                List.of("a/one", "a/two", "b/one", "").get(random.nextInt(4)),
                random.nextBoolean() ? "row-" + random.nextInt(20) : "",
                random.nextInt(3),
                Params.from(params),
                value,
                passed,
                random.nextInt(1000),
                random.nextInt(3) == 0 ? -1 : random.nextInt(1_000_000),
                Duration.ofMillis(random.nextInt(5000)),
                Written.NOON.plusSeconds(random.nextInt(100)),
                words(random),
                words(random),
                List.of());
    }

    private static String words(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()))
                + ", "
                + WORDS.get(random.nextInt(WORDS.size()))
                + ".";
    }

    private static RunIndex open() {
        return RunIndex.open(List.of(out), cache, Redaction.NONE, IndexProgress.NONE);
    }

    private static Optional<Double> number(Written run, RunColumn column) {
        return switch (column) {
            case SCORE -> run.score();
            case TRIAL -> Optional.of((double) run.trial());
            case ATTEMPT -> Optional.of((double) run.attempt());
            case START -> Optional.of((double) run.start().toEpochMilli());
            case DURATION -> Optional.of(run.duration().toNanos() / 1e9);
            case INPUT -> Optional.of((double) run.input());
            case OUTPUT -> Optional.of(5.0);
            case COST -> Optional.of(run.cost() / 1e9).filter(_ -> run.cost() >= 0);
            case EVALUATION, TASK, MODEL, OUTCOME, REASON, PASSED, LABEL -> Optional.empty();
        };
    }

    private static String text(Written run, RunColumn column) {
        return switch (column) {
            case EVALUATION -> run.evaluation();
            case TASK -> run.task();
            case MODEL -> run.model();
            case OUTCOME -> run.outcome();
            case REASON -> run.reason();
            case PASSED -> Boolean.toString(run.passed());
            case LABEL -> run.label();
            case SCORE, TRIAL, ATTEMPT, START, DURATION, INPUT, OUTPUT, COST ->
                    throw new IllegalArgumentException(column.key());
        };
    }

    private static Optional<Object> param(Written run, String name) {
        return run.params().value(name);
    }

    private static Optional<Double> paramNumber(Written run, String name) {
        return param(run, name)
                .filter(Number.class::isInstance)
                .map(value -> ((Number) value).doubleValue());
    }

    private static boolean matches(Written run, RunQuery query) {
        return query.values().entrySet().stream()
                        .allMatch(each -> each.getValue().contains(text(run, each.getKey())))
                && query.ranges().entrySet().stream()
                        .allMatch(
                                each ->
                                        number(run, each.getKey())
                                                .filter(each.getValue()::contains)
                                                .isPresent())
                && query.params().entrySet().stream()
                        .allMatch(
                                each ->
                                        param(run, each.getKey())
                                                .filter(
                                                        value ->
                                                                each.getValue()
                                                                        .contains(value.toString()))
                                                .isPresent())
                && query.paramRanges().entrySet().stream()
                        .allMatch(
                                each ->
                                        paramNumber(run, each.getKey())
                                                .filter(each.getValue()::contains)
                                                .isPresent())
                && Arrays.stream(query.text().split(" "))
                        .allMatch(word -> word.isEmpty() || says(run, word));
    }

    private static boolean says(Written run, String word) {
        String small = word.toLowerCase(Locale.ROOT);
        String all =
                String.join(
                        " ",
                        run.prompt(),
                        run.answer(),
                        run.params().value("words").orElseThrow().toString(),
                        run.reason().isEmpty() ? "" : Written.MESSAGE);
        List<String> said = Arrays.asList(all.toLowerCase(Locale.ROOT).split("[^\\p{L}\\d]+"));
        return small.endsWith("*")
                ? said.stream()
                        .anyMatch(each -> each.startsWith(small.substring(0, small.length() - 1)))
                : said.contains(small);
    }

    private static RunQuery query(Random random) {
        RunQuery query = RunQuery.ALL;
        for (int i = random.nextInt(4); i > 0; i--) {
            RunColumn column = RunColumn.values()[random.nextInt(RunColumn.values().length)];
            Written like = RUNS_IN_ORDER.get(random.nextInt(RUNS_IN_ORDER.size()));
            Written other = RUNS_IN_ORDER.get(random.nextInt(RUNS_IN_ORDER.size()));
            if (!column.isNumber()) {
                query = query.with(column, List.of(text(like, column), text(other, column)));
                continue;
            }
            double from = number(like, column).orElse(Double.NEGATIVE_INFINITY);
            double to = number(other, column).orElse(Double.POSITIVE_INFINITY);
            query = query.with(column, new NumberRange(Math.min(from, to), Math.max(from, to)));
        }
        switch (random.nextInt(5)) {
            case 0 -> query = query.withParam("level", List.of("hard", "1..2"));
            case 1 -> query = query.withParam("size", new NumberRange(random.nextInt(10), 12));
            case 2 -> query = query.withText(WORDS.get(random.nextInt(WORDS.size())));
            case 3 -> query = query.withText("moo* " + WORDS.get(random.nextInt(WORDS.size())));
            default -> {}
        }
        List<String> keys = new ArrayList<>(List.of("param:level", "param:size", "param:words"));
        Arrays.stream(RunColumn.values()).map(RunColumn::key).forEach(keys::add);
        return random.nextInt(4) == 0
                ? query
                : query.withSort(
                        Optional.of(
                                new RunSort(
                                        keys.get(random.nextInt(keys.size())),
                                        random.nextBoolean())));
    }

    /// What runs are sorted by: numbers before texts, texts by the bytes of their beginning.
    private static Optional<Comparable<?>> key(Written run, String key) {
        if (!key.startsWith("param:")) {
            RunColumn column = RunColumn.named(key).orElseThrow();
            return column.isNumber()
                    ? number(run, column).map(Function.identity())
                    : Optional.of(text(run, column));
        }
        return param(run, key.substring(6))
                .map(
                        value ->
                                value instanceof Number n
                                        ? "0 %08d".formatted(n.intValue())
                                        : "1 "
                                                + value.toString()
                                                        .substring(
                                                                0,
                                                                Math.min(
                                                                        100,
                                                                        value.toString()
                                                                                .length())));
    }

    private static List<Written> expected(RunQuery query) {
        List<Written> found =
                new ArrayList<>(RUNS_IN_ORDER.stream().filter(run -> matches(run, query)).toList());
        query.sort()
                .ifPresent(
                        sort -> {
                            Comparator<Written> byKey =
                                    (a, b) -> compare(key(a, sort.key()), key(b, sort.key()));
                            found.sort(
                                    Comparator.comparing(
                                                    (Written run) -> key(run, sort.key()).isEmpty())
                                            .thenComparing(
                                                    sort.ascending() ? byKey : byKey.reversed()));
                        });
        return found;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // keys of one column are of one type
    private static int compare(Optional<Comparable<?>> a, Optional<Comparable<?>> b) {
        return a.isEmpty() || b.isEmpty() ? 0 : ((Comparable) a.get()).compareTo(b.get());
    }

    private static String name(RunLine line) {
        return line.evaluation() + "/" + line.number();
    }

    private static String name(Written run) {
        return run.evaluation() + "/Run #" + (run.position() + 1);
    }

    @Test
    void everySearchFindsWhatAPlainFilterFinds() {
        Random random = new Random(12);
        try (RunIndex index = open()) {
            for (int i = 0; i < 300; i++) {
                RunQuery query = query(random);
                List<Written> expected = expected(query);
                Found found = index.search(query);
                assertThat(found.total()).as(query.toQueryString()).isEqualTo(expected.size());
                int from = expected.isEmpty() ? 0 : random.nextInt(expected.size());
                int to = Math.min(from + 20, expected.size());
                List<RunLine> lines = found.lines(from, 20);
                assertThat(lines)
                        .as(query.toQueryString())
                        .map(RandomSearchTest::name)
                        .containsExactlyElementsOf(
                                expected.subList(from, to).stream()
                                        .map(RandomSearchTest::name)
                                        .toList());
                for (int line = 0; line < lines.size(); line++) {
                    assertThat(found.indexOf(lines.get(line).id())).isEqualTo(from + line);
                }
            }
        }
    }

    @Test
    void countsAreThoseOfAPlainFilter() {
        Random random = new Random(13);
        try (RunIndex index = open()) {
            for (int i = 0; i < 60; i++) {
                RunQuery query = query(random);
                Facets facets = index.facets(query);
                for (RunColumn column : Facets.COLUMNS) {
                    Map<String, Long> expected =
                            expected(query.without(column)).stream()
                                    .collect(
                                            Collectors.groupingBy(
                                                    run -> text(run, column),
                                                    Collectors.counting()));
                    assertThat(facets.counts().get(column))
                            .as(query.toQueryString() + " " + column)
                            .containsExactlyInAnyOrderEntriesOf(expected);
                }
                assertThat(facets.params()).containsExactly("level", "size", "words");
                for (RunColumn column : List.of(RunColumn.MODEL, RunColumn.TRIAL)) {
                    assertThat(index.groups(query.withGroup(column.key())))
                            .containsExactlyInAnyOrderElementsOf(groups(query, column));
                }
            }
        }
    }

    private static List<RunGroup> groups(RunQuery query, RunColumn column) {
        Map<String, List<Written>> byValue =
                expected(query).stream()
                        .collect(
                                Collectors.groupingBy(
                                        run ->
                                                column.isNumber()
                                                        ? Integer.toString(run.trial())
                                                        : text(run, column)));
        return byValue.entrySet().stream()
                .map(
                        each ->
                                new RunGroup(
                                        each.getKey(),
                                        each.getValue().size(),
                                        count(each.getValue(), Written::passed),
                                        count(
                                                each.getValue(),
                                                run ->
                                                        !run.passed()
                                                                && !run.outcome()
                                                                        .equals("unmeasured")),
                                        count(
                                                each.getValue(),
                                                run -> run.outcome().equals("unmeasured"))))
                .toList();
    }

    private static long count(List<Written> runs, Function<Written, Boolean> which) {
        return runs.stream().filter(which::apply).count();
    }

    @Test
    void cellsAreWorkedOutAsRunsAre() {
        Map<String, List<Written>> byCell =
                RUNS_IN_ORDER.stream()
                        .collect(
                                Collectors.groupingBy(
                                        run -> run.task() + " " + run.model(),
                                        TreeMap::new,
                                        Collectors.toList()));
        try (RunIndex index = open()) {
            List<RunCell> cells = index.cells(RunQuery.ALL);
            assertThat(cells)
                    .map(cell -> cell.task() + " " + cell.model())
                    .containsExactlyInAnyOrderElementsOf(byCell.keySet());
            for (RunCell cell : cells) {
                List<Written> runs = byCell.get(cell.task() + " " + cell.model());
                long judged = count(runs, run -> !run.outcome().equals("unmeasured"));
                assertThat(cell.total()).isEqualTo(runs.size());
                assertThat(cell.completed() + cell.failed()).isEqualTo(judged);
                assertThat(cell.unmeasured()).isEqualTo(runs.size() - judged);
                assertThat(cell.passed()).isEqualTo(count(runs, Written::passed));
                assertThat(cell.passRate().value()).isEqualTo((double) cell.passed() / judged);
                assertThat(cell.priced()).isEqualTo(count(runs, run -> run.cost() >= 0));
                Estimate expected = passRate(runs);
                assertThat(cell.passRate().rows()).isEqualTo(expected.rows());
                assertThat(cell.passRate().precision()).isEqualTo(expected.precision());
                double[] seconds =
                        runs.stream()
                                .mapToDouble(run -> run.duration().toNanos() / 1e9)
                                .sorted()
                                .toArray();
                assertThat(cell.latency().median())
                        .isEqualTo(seconds[(seconds.length + 1) / 2 - 1]);
            }
        }
    }

    private static Estimate passRate(List<Written> runs) {
        Map<Long, double[]> rows = new LinkedHashMap<>();
        for (Written run : runs) {
            if (!run.outcome().equals("unmeasured")) {
                double[] row =
                        rows.computeIfAbsent(
                                RunSummary.row(run.run().attempt().key()), _ -> new double[2]);
                row[0] += run.passed() ? 1 : 0;
                row[1]++;
            }
        }
        return Estimate.overRuns(
                rows.values().stream().mapToDouble(row -> row[0]).toArray(),
                rows.values().stream().mapToInt(row -> (int) row[1]).toArray(),
                true);
    }
}
