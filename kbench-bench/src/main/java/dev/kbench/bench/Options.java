package dev.kbench.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What to measure, and how.
///
/// @param rows which rows; all unless some were asked for
/// @param quick whether in small sizes, which measure nothing but show that all works
/// @param rounds how often each figure is taken in turn with the others, each time in new processes
/// @param url the base address of a server to use instead of our own; empty for our own
/// @param folder where files go; on the disk that is to be measured
/// @param recordings where flight recordings go, if any are wanted
record Options(
        Set<Row> rows,
        boolean quick,
        int rounds,
        String url,
        Path folder,
        Optional<Path> recordings) {
    static final String USAGE =
            """
            kbench-bench/run [--only ROW]... [--quick] [--rounds N] [--url URL] [--folder DIR] [--jfr DIR]
              --only ROW    files, clients, streams, waiting, reuse, flight, chats, rooms, turns, durable, million or open;
                            more than once for more of them
              --quick       small sizes, in which no figure means anything
              --rounds N    how often each figure is taken, 3 unless given (1 with --quick)
              --url URL     an OpenAI-compatible server, such as http://localhost:8000/v1, instead of our own;
                            answers count only where they repeat the number that was asked for
              --folder DIR  where journals and run files go, on the disk to be measured; kbench-bench/target unless given
              --jfr DIR     where to put a flight recording of each process
            kbench-bench/run box [--quick]
              what a box around a Python script costs, and a call of a session: pairs of bare and boxed, in turn
            kbench-bench/run browser [--quick]
              pages shown by parallel jobs: how many are lost, and what is left of the others
            kbench-bench/run view [--quick]
              the index that kbench view searches, and its pages in Chromium: a million runs made, indexed, opened,
              filtered, searched, read and scrolled through
            kbench-bench/run answers [--quick]
              how long answers take to be read, and how often a picture is copied on its way, by JMH
            """;

    static final Path FOLDER = Path.of("kbench-bench", "target");

    /// Reads a command line.
    ///
    /// @throws IllegalArgumentException if it cannot be understood
    static Options parse(String... args) {
        EnumSet<Row> rows = EnumSet.noneOf(Row.class);
        boolean quick = false;
        Optional<Integer> rounds = Optional.empty();
        String url = "";
        Path folder = FOLDER;
        Optional<Path> recordings = Optional.empty();
        List<String> left = new ArrayList<>(Arrays.asList(args));
        while (!left.isEmpty()) {
            String option = left.removeFirst();
            switch (option) {
                case "--only" -> rows.add(row(value(option, left)));
                case "--quick" -> quick = true;
                case "--rounds" -> rounds = Optional.of(count(value(option, left)));
                case "--url" -> url = value(option, left);
                case "--folder" -> folder = Path.of(value(option, left));
                case "--jfr" -> recordings = Optional.of(Path.of(value(option, left)));
                default ->
                        throw new IllegalArgumentException(
                                "there is no option %s%n%s".formatted(option, USAGE));
            }
        }
        return new Options(
                rows.isEmpty() ? EnumSet.allOf(Row.class) : rows,
                quick,
                rounds.orElse(quick ? 1 : 3),
                url,
                folder,
                recordings);
    }

    private static String value(String option, List<String> left) {
        if (left.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s needs a value, got none%n%s".formatted(option, USAGE));
        }
        return left.removeFirst();
    }

    private static Row row(String id) {
        return Arrays.stream(Row.values())
                .filter(row -> row.id().equals(id.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "expected a row of %s, got %s"
                                                .formatted(
                                                        Arrays.stream(Row.values())
                                                                .map(Row::id)
                                                                .toList(),
                                                        id)));
    }

    private static int count(String text) {
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(
                    "--rounds must be a number from 1 to 9999, got " + text);
        }
        return Integer.parseInt(text);
    }
}
