package dev.kbench.bench;

import java.util.List;
import java.util.Locale;

/// What is to be reached. Each row is measured in turn, beside the bare loop where there is HTTP.
enum Row {
    /// Many short answers.
    FILES(
            "10,000 samples, 500 jobs, 20 ms answers, journal and run files on",
            "at least 5,000 samples/s warm, CPU per sample at most 1.5 times the bare loop's",
            20,
            "1g"),
    /// Many slow answers at a time.
    FLIGHT(
            "100,000 samples, 5,000 in flight, 1 s answers, journal on",
            "less than 30 s from a cold JVM (20 s is the floor), heap at most 512 MB",
            1_000,
            "512m"),
    /// Many long chats at a time.
    CHATS(
            "10,000 live runs each holding a 20-message chat, journal on",
            "heap at most 2 GB, all finish",
            20,
            "2g"),
    /// No answers to wait for.
    DURABLE(
            "zero-latency model, durable journal, run files off",
            "at least 20,000 samples/s warm",
            0,
            "1g"),
    /// Many runs in little memory.
    MILLION(
            "1,000,000 finished runs of a streamed data set, journal on",
            "inside -Xmx512m",
            0,
            "512m"),
    /// Going on with many runs.
    OPEN(
            "opening a journal of 1,000,000 finished runs and finding what is missing",
            "less than 5 s, from a cold JVM",
            0,
            "512m");

    private final String what;
    private final String target;
    private final int delayMillis;
    private final String heap;

    Row(String what, String target, int delayMillis, String heap) {
        this.what = what;
        this.target = target;
        this.delayMillis = delayMillis;
        this.heap = heap;
    }

    /// As it stands on the command line.
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String what() {
        return what;
    }

    String target() {
        return target;
    }

    /// What is measured, in this order in each round; the last is what the target speaks of.
    List<Figure> figures() {
        return switch (this) {
            case FILES -> List.of(Figure.BARE, Figure.CLIENT, Figure.FILES);
            case FLIGHT -> List.of(Figure.BARE, Figure.JOURNAL);
            case CHATS -> List.of(Figure.CHATS);
            case DURABLE -> List.of(Figure.ECHO);
            case MILLION -> List.of(Figure.STREAM);
            case OPEN -> List.of(Figure.OPEN);
        };
    }

    Size size(boolean quick) {
        return switch (this) {
            case FILES -> quick ? new Size(100, 50, 2) : new Size(10_000, 500, 10);
            case FLIGHT -> quick ? new Size(200, 100, 1) : new Size(100_000, 5_000, 1);
            case CHATS -> quick ? new Size(50, 50, 1) : new Size(10_000, 10_000, 1);
            case DURABLE -> quick ? new Size(200, 50, 2) : new Size(100_000, 1_000, 5);
            case MILLION, OPEN -> quick ? new Size(500, 100, 1) : new Size(1_000_000, 1_000, 1);
        };
    }

    /// How long the server waits before each answer; 0 where there is no server.
    int delayMillis() {
        return delayMillis;
    }

    /// The most heap of each process, as `-Xmx` has it.
    String heap() {
        return heap;
    }
}
