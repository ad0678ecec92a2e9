package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

class TableTest {
    private static final Size FULL = Row.FILES.size(false);

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Table table = new Table(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    /// A pass over ten thousand samples.
    private static Pass pass(double seconds, double cpuSeconds, long verified) {
        return new Pass(
                (long) (seconds * 1e9),
                (long) (cpuSeconds * 1e9),
                verified,
                120,
                31_000_000,
                verified,
                200_000_000,
                700_000_000,
                50);
    }

    private static Taken taken(Figure figure, boolean cold, Pass... passes) {
        return new Taken(figure, cold, 10_000, List.of(passes));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void showsEachFigureBesideTheBareLoop() {
        table.row(
                Row.FILES,
                FULL,
                0.5,
                List.of(
                        taken(Figure.BARE, false, pass(1, 2, 10_000)),
                        taken(
                                Figure.FILES,
                                false,
                                pass(1.6, 2.8, 10_000),
                                pass(2, 2.6, 10_000),
                                pass(4, 2.4, 10_000))));

        assertThat(printed().lines())
                .containsExactly(
                        "files: 10,000 samples, 500 jobs, 20 ms answers, journal and run files on",
                        "  10,000 samples, 500 jobs, -Xmx1g, load 0.5",
                        "  bare HTTP loop                 warm    10,000/10,000/10,000         "
                            + " 200/200/200        -        -    10,000 of 10,000       120       "
                            + " 31  10,000     200",
                        "  evaluate, journal, run files   warm       2,500/5,000/6,250         "
                            + " 240/260/280     0.50     1.30    10,000 of 10,000       120       "
                            + " 31  10,000     200",
                        "  target: at least 5,000 samples/s warm, CPU per sample at most 1.5 times"
                                + " the bare loop's",
                        "  met: 5,000 samples/s; CPU met: 1.30");
    }

    @Test
    void saysByHowMuchATargetIsMissed() {
        assertThat(
                        Targets.verdict(
                                Row.FILES,
                                FULL,
                                List.of(
                                        taken(Figure.BARE, false, pass(1, 1, 10_000)),
                                        taken(Figure.FILES, false, pass(2.5, 2, 10_000)))))
                .isEqualTo("missed: 4,000 samples/s are 80 %; CPU missed: 2.00 are 33 % too much");
        assertThat(
                        Targets.verdict(
                                Row.OPEN,
                                new Size(1_000_000, 1, 1),
                                List.of(
                                        new Taken(
                                                Figure.OPEN,
                                                true,
                                                1_000_000,
                                                List.of(pass(6, 1, 1_000_000))))))
                .isEqualTo("missed: 6.00 s are 20 % too much");
    }

    @Test
    void comparesTheColdWithTheCold() {
        Taken cold = taken(Figure.BARE, true, pass(5, 5, 10_000));
        List<Taken> all = List.of(taken(Figure.BARE, false, pass(1, 1, 10_000)), cold);

        assertThat(Targets.bare(taken(Figure.FILES, true, pass(9, 9, 10_000)), all)).contains(cold);
        assertThat(Targets.bare(cold, all)).isEmpty();
    }

    @Test
    void anAnswerToAnotherQuestionMissesEveryTarget() {
        assertThat(
                        Targets.verdict(
                                Row.FILES,
                                FULL,
                                List.of(taken(Figure.FILES, false, pass(1, 1, 9_999)))))
                .isEqualTo(
                        "missed: 1 of 10000 answers of 'evaluate, journal, run files' were not the"
                                + " right ones");
    }

    @Test
    void smallSizesAreNotJudged() {
        assertThat(
                        Targets.verdict(
                                Row.FILES,
                                Row.FILES.size(true),
                                List.of(taken(Figure.FILES, false, pass(1, 1, 10_000)))))
                .isEqualTo("not judged: these are small sizes");
    }

    @Test
    void aRowThatBreaksMissesItsTarget() {
        table.broken(Row.MILLION, "a process ended with the code 3");

        assertThat(printed().lines())
                .containsExactly(
                        "million: 1,000,000 finished runs of a streamed data set, journal on",
                        "  target: inside -Xmx512m",
                        "  missed: a process ended with the code 3");
    }

    private static Pass costing(double cpuMicros, int samples) {
        return pass(1, samples * cpuMicros / 1e6, samples);
    }

    @Test
    void eachClientIsHeldToTheBareLoop() {
        List<Taken> all =
                List.of(
                        taken(Figure.BARE, false, costing(100, 10_000)),
                        taken(Figure.CLIENT, false, costing(120, 10_000)),
                        taken(Figure.ANTHROPIC, false, costing(160, 10_000)),
                        taken(Figure.GENAI, false, costing(110, 10_000)));
        assertThat(Targets.verdict(Row.CLIENTS, Row.CLIENTS.size(false), all))
                .isEqualTo(
                        "CPU missed: 1.60 times the bare loop's for the costliest are 7 % too"
                                + " much");
        assertThat(Targets.verdict(Row.CLIENTS, Row.CLIENTS.size(false), all.subList(0, 2)))
                .isEqualTo("CPU met: 1.20 times the bare loop's for the costliest");
    }

    @Test
    void eachStreamIsHeldToItsPiecesBySecondsOfAProcessor() {
        List<Taken> all =
                List.of(
                        taken(Figure.STREAM, false, costing(2_000, 10_000)),
                        taken(Figure.STREAM_GENAI, false, costing(4_000, 10_000)));
        assertThat(Targets.verdict(Row.STREAMS, Row.STREAMS.size(false), all))
                .isEqualTo("met: 250,000 pieces/s of one processor for the costliest");
    }

    @Test
    void memoryAndConnectionsHaveTargets() {
        List<Taken> waiting = List.of(taken(Figure.CLIENT, true, pass(1, 1, 10_000)));
        assertThat(Targets.verdict(Row.WAITING, Row.WAITING.size(false), waiting))
                .isEqualTo("met: 700.00 MB");
        List<Taken> many =
                List.of(new Taken(Figure.CLIENT, true, 100_000, List.of(pass(1, 1, 100_000))));
        assertThat(Targets.verdict(Row.REUSE, Row.REUSE.size(false), many))
                .isEqualTo("met: 99.95 % on one of 50 connections");
    }
}
