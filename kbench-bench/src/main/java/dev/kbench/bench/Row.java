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
    /// Many short answers of each vendor.
    CLIENTS(
            "10,000 calls of each client, 500 jobs, 20 ms answers",
            "CPU per call at most 1.5 times the bare loop's, for each client",
            20,
            "512m"),
    /// Answers in many pieces.
    STREAMS(
            "500 streams of 1,000 pieces of each client, 8 jobs, 1 ms before the first",
            "at least 200,000 pieces a second of one processor, for each client",
            1,
            "512m"),
    /// Very many that wait.
    WAITING(
            "10,000 calls that wait 20 s at a time",
            "the whole process less than 1 GB",
            20_000,
            "512m"),
    /// Connections that are used again.
    REUSE(
            "100,000 calls, 500 jobs, 20 ms answers",
            "more than 99 % of the calls on a connection that was used before",
            20,
            "512m"),
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
    /// Many rooms at a time.
    ROOMS(
            "10,000 live rooms of 6 participants, 20 rounds each, model that answers at once",
            "all rooms whole, the second half in at most 1.5 times the first's time, each text held"
                    + " once",
            0,
            "2g"),
    /// A long room.
    TURNS(
            "1,000 turns in a room that holds 1,000 messages at first",
            "less than 1 ms a turn, warm",
            0,
            "512m"),
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
            case CLIENTS ->
                    List.of(
                            Figure.BARE,
                            Figure.CLIENT,
                            Figure.RESPONSES,
                            Figure.GENAI,
                            Figure.ANTHROPIC);
            case STREAMS ->
                    List.of(
                            Figure.STREAM,
                            Figure.STREAM_RESPONSES,
                            Figure.STREAM_GENAI,
                            Figure.STREAM_ANTHROPIC);
            case WAITING, REUSE -> List.of(Figure.CLIENT);
            case FLIGHT -> List.of(Figure.BARE, Figure.JOURNAL);
            case CHATS -> List.of(Figure.CHATS);
            case ROOMS -> List.of(Figure.ROOMS);
            case TURNS -> List.of(Figure.TURNS);
            case DURABLE -> List.of(Figure.ECHO);
            case MILLION -> List.of(Figure.ROWS);
            case OPEN -> List.of(Figure.OPEN);
        };
    }

    Size size(boolean quick) {
        return switch (this) {
            case FILES -> quick ? new Size(100, 50, 2) : new Size(10_000, 500, 10);
            case CLIENTS -> quick ? new Size(100, 50, 2) : new Size(10_000, 500, 16);
            case STREAMS -> quick ? new Size(10, 5, 2) : new Size(500, 8, 8);
            case WAITING -> quick ? new Size(50, 50, 1) : new Size(10_000, 10_000, 1);
            case REUSE -> quick ? new Size(500, 5, 1) : new Size(100_000, 500, 1);
            case FLIGHT -> quick ? new Size(200, 100, 1) : new Size(100_000, 5_000, 1);
            case CHATS -> quick ? new Size(50, 50, 1) : new Size(10_000, 10_000, 1);
            case ROOMS -> quick ? new Size(20, 1, 1) : new Size(10_000, 1, 1);
            case TURNS -> quick ? new Size(20, 1, 2) : new Size(1_000, 1, 20);
            case DURABLE -> quick ? new Size(200, 50, 2) : new Size(100_000, 1_000, 5);
            case MILLION, OPEN -> quick ? new Size(500, 100, 1) : new Size(1_000_000, 1_000, 1);
        };
    }

    /// How long the server waits before each answer; 0 where there is no server.
    ///
    /// @param quick whether small sizes are measured, which need not wait long
    int delayMillis(boolean quick) {
        return quick ? Math.min(delayMillis, 20) : delayMillis;
    }

    /// The most heap of each process, as `-Xmx` has it.
    String heap() {
        return heap;
    }
}
