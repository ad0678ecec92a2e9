package dev.kbench.view.page;

import dev.kbench.event.Usage;
import dev.kbench.run.stats.Estimate;
import dev.kbench.run.stats.Interval;
import dev.kbench.run.stats.Precision;
import dev.kbench.view.index.Facets;
import dev.kbench.view.index.RunCell;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunGroup;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Runs that are made up when they are asked for, as many as one likes.
public final class MadeShelf implements Shelf {
    static final Instant BEGAN = Instant.parse("2026-03-01T09:30:00Z");

    private static final List<String> MODELS =
            List.of(
                    "openai/gpt-5-mini",
                    "anthropic/claude-opus-4",
                    "google/gemini-3-pro",
                    "demo/שלום");
    private static final List<String> TASKS = List.of("River Quiz", "Chess Mates", "Tide Tables");

    /// The label of one run, which failed.
    static final String LOST = "the-lost-row";

    private static final int LOST_INDEX = 1229;

    private final int count;
    private final int params;
    private final IntFunction<ViewedRun> reader;
    private final List<String> texts;

    public MadeShelf(int count, int params, IntFunction<ViewedRun> reader) {
        this(count, params, reader, List.of());
    }

    private MadeShelf(int count, int params, IntFunction<ViewedRun> reader, List<String> texts) {
        this.count = count;
        this.params = params;
        this.reader = reader;
        this.texts = texts;
    }

    /// The same runs, of which nothing is counted until then.
    Shelf countedAfter(CountDownLatch then) {
        return new Shelf() {
            @Override
            public Found search(RunQuery query) {
                return MadeShelf.this.search(query);
            }

            @Override
            public Facets facets(RunQuery query) {
                try {
                    then.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return MadeShelf.this.facets(query);
            }

            @Override
            public List<RunGroup> groups(RunQuery query) {
                return MadeShelf.this.groups(query);
            }

            @Override
            public List<RunCell> cells(RunQuery query) {
                return MadeShelf.this.cells(query);
            }

            @Override
            public ViewedRun read(RunId id) {
                return MadeShelf.this.read(id);
            }

            @Override
            public List<RunLine> earlier(RunId id) {
                return MadeShelf.this.earlier(id);
            }
        };
    }

    /// A run for each text, which stands wherever a run has one.
    static MadeShelf saying(List<String> texts) {
        return new MadeShelf(
                texts.size(),
                3,
                index -> MadeRuns.answering("made~" + index, texts.get(index)),
                texts);
    }

    private String said(int index, String otherwise) {
        return texts.isEmpty() ? otherwise : texts.get(index % texts.size());
    }

    public RunLine line(int index) {
        int outcome = (index * 7919) % 23;
        boolean completed = outcome > 3;
        boolean passed = completed && outcome > 9;
        SequencedMap<String, String> made = new LinkedHashMap<>();
        for (int i = 0; i < params; i++) {
            made.put(
                    i == 0 ? "question" : "level" + i,
                    i == 0 ? "Which river? " + index / 4 : "" + (index / 4 + i) % 10);
        }
        return new RunLine(
                new RunId("made~" + index),
                "2026-03-0%d_09-30-00".formatted(1 + index % 3),
                said(index, TASKS.get(index / 4 % 3)),
                said(index, MODELS.get(index % 4)),
                "Run #" + index,
                said(index, index == LOST_INDEX ? LOST : "row-" + index / 4),
                0,
                1,
                index / 4,
                index / 4,
                completed ? "completed" : outcome == 0 ? "unmeasured" : "failed",
                completed ? "" : outcome == 0 ? "PROVIDER_DOWN" : "TIMED_OUT",
                passed,
                completed ? OptionalDouble.of(passed ? 1 : 0) : OptionalDouble.empty(),
                said(
                        index,
                        completed
                                ? String.valueOf(passed)
                                : "TimeoutException: no answer within 30 s"),
                new Usage(
                        OptionalLong.of(100 + index % 900),
                        OptionalLong.of(10 + index % 90),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        OptionalLong.of(1_000L * (index % 500)),
                        OptionalLong.of(4_000L * (index % 77)),
                        OptionalLong.empty()),
                Optional.of(BEGAN.plusMillis(index * 10L)),
                Optional.of(Duration.ofMillis(200 + index % 5_000)),
                made,
                said(index, completed ? "The answer is the Rhine, number " + index : ""),
                "");
    }

    private static String value(RunLine line, RunColumn column) {
        return switch (column) {
            case TASK -> line.task();
            case MODEL -> line.model();
            case OUTCOME -> line.outcome();
            case REASON -> line.reason();
            case EVALUATION -> line.evaluation();
            case PASSED -> String.valueOf(line.passed());
            case LABEL -> line.label();
            default -> throw new IllegalArgumentException("not made: " + column);
        };
    }

    private int[] matching(RunQuery query) {
        return IntStream.range(0, count)
                .filter(
                        index -> {
                            RunLine line = line(index);
                            return query.values().entrySet().stream()
                                            .allMatch(
                                                    one ->
                                                            one.getValue()
                                                                    .contains(
                                                                            value(
                                                                                    line,
                                                                                    one.getKey())))
                                    && (line.label() + " " + line.answer()).contains(query.text());
                        })
                .toArray();
    }

    @Override
    public Found search(RunQuery query) {
        boolean all = query.values().isEmpty() && query.text().isEmpty();
        int[] found = all ? new int[0] : matching(query);
        return new Found() {
            @Override
            public long total() {
                return all ? count : found.length;
            }

            @Override
            public List<RunLine> lines(long from, int many) {
                List<RunLine> lines = new ArrayList<>();
                for (long i = from; i < Math.min(total(), from + many); i++) {
                    lines.add(line(all ? (int) i : found[(int) i]));
                }
                return lines;
            }

            @Override
            public long indexOf(RunId id) {
                int index = number(id);
                return all ? index : Math.max(-1, Arrays.binarySearch(found, index));
            }

            @Override
            public Optional<RunId> nextFailing(RunId id) {
                return near(indexOf(id), 1);
            }

            @Override
            public Optional<RunId> previousFailing(RunId id) {
                return near(indexOf(id), -1);
            }

            private Optional<RunId> near(long from, int step) {
                for (long i = from + step; i >= 0 && i < total(); i += step) {
                    RunLine line = lines(i, 1).getFirst();
                    if (!line.passed()) {
                        return Optional.of(line.id());
                    }
                }
                return Optional.empty();
            }
        };
    }

    @Override
    public Facets facets(RunQuery query) {
        SequencedMap<RunColumn, SequencedMap<String, Long>> columns = new LinkedHashMap<>();
        List<RunLine> some = search(query).lines(0, 5_000);
        for (RunColumn column :
                List.of(
                        RunColumn.TASK,
                        RunColumn.MODEL,
                        RunColumn.OUTCOME,
                        RunColumn.REASON,
                        RunColumn.EVALUATION)) {
            SequencedMap<String, Long> counts = new TreeMap<>();
            some.forEach(line -> counts.merge(value(line, column), 1L, Long::sum));
            columns.put(column, counts);
        }
        return new Facets(columns, List.copyOf(line(0).params().keySet()));
    }

    @Override
    public List<RunGroup> groups(RunQuery query) {
        RunColumn column = RunColumn.valueOf(query.group().toUpperCase(Locale.ROOT));
        Map<String, List<RunLine>> groups =
                IntStream.of(matching(query))
                        .mapToObj(this::line)
                        .collect(Collectors.groupingBy(line -> value(line, column)));
        return groups.entrySet().stream().map(one -> group(one.getKey(), one.getValue())).toList();
    }

    private static RunGroup group(String value, List<RunLine> lines) {
        long passed = lines.stream().filter(RunLine::passed).count();
        long unmeasured =
                lines.stream().filter(line -> line.outcome().equals("unmeasured")).count();
        return new RunGroup(
                value, lines.size(), passed, lines.size() - passed - unmeasured, unmeasured);
    }

    @Override
    public List<RunCell> cells(RunQuery query) {
        List<RunCell> cells = new ArrayList<>();
        for (int i = 0; i < TASKS.size(); i++) {
            for (int j = 0; j < MODELS.size(); j++) {
                double rate = 0.35 + 0.13 * j + 0.06 * i;
                Estimate sure =
                        new Estimate(
                                rate,
                                900,
                                Optional.of(
                                        new Precision(
                                                0.02,
                                                new Interval(rate - 0.04, rate + 0.04),
                                                900,
                                                1,
                                                1)));
                cells.add(
                        new RunCell(
                                said(i, TASKS.get(i)),
                                said(j, MODELS.get(j)),
                                1_000,
                                840,
                                60,
                                100,
                                Math.round(900 * rate),
                                sure,
                                sure,
                                OptionalDouble.of((j + 1) * (j + 1)),
                                1_000,
                                new RunCell.Latency(0.9 + j, 2.5 + j, 4.5 + j)));
            }
        }
        return cells;
    }

    @Override
    public ViewedRun read(RunId id) {
        return reader.apply(number(id));
    }

    @Override
    public List<RunLine> earlier(RunId id) {
        return List.of();
    }

    private static int number(RunId id) {
        return Integer.parseInt(id.text().substring("made~".length()));
    }
}
