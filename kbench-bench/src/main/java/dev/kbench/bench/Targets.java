package dev.kbench.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether what was measured is what was to be reached, and by how much not. Medians count.
final class Targets {
    private static final double FILES_PER_SECOND = 5_000;
    private static final double FILES_CPU = 1.5;
    private static final double CLIENT_CPU = 1.5;
    private static final double PIECES_PER_SECOND = 200_000;
    private static final double WAITING_MEGABYTES = 1_000;
    private static final double REUSED_PERCENT = 99;
    private static final double FLIGHT_SECONDS = 30;
    private static final double DURABLE_PER_SECOND = 20_000;
    private static final double OPEN_SECONDS = 5;
    private static final double TURN_MILLIS = 1;

    private Targets() {}

    static double rate(Taken taken) {
        return taken.perSecond().median();
    }

    static double cpu(Taken taken) {
        return taken.cpuMicros().median();
    }

    /// The bare loop as warm as a figure; empty where there is none, or the figure is that.
    static Optional<Taken> bare(Taken taken, List<Taken> all) {
        return all.stream()
                .filter(other -> other.figure() == Figure.BARE && taken.figure() != Figure.BARE)
                .filter(other -> other.cold() == taken.cold())
                .findFirst();
    }

    static String verdict(Row row, Size size, List<Taken> all) {
        for (Taken taken : all) {
            if (taken.verified() < size.samples()) {
                return "missed: %d of %d answers of '%s' were not the right ones"
                        .formatted(
                                size.samples() - taken.verified(),
                                size.samples(),
                                taken.figure().label());
            }
        }
        if (size.samples() < row.size(false).samples()) {
            return "not judged: these are small sizes";
        }
        Taken last = all.getLast();
        return switch (row) {
            case FILES ->
                    atLeast(rate(last), FILES_PER_SECOND)
                            + bare(last, all)
                                    .map(b -> "; CPU " + atMost(cpu(last) / cpu(b), FILES_CPU, ""))
                                    .orElse("");
            case CLIENTS -> clients(all);
            case STREAMS -> streams(all);
            case WAITING ->
                    last.spread(Pass::resident).max() == 0
                            ? "not judged: the system does not tell a process's memory"
                            : atMost(
                                    last.spread(Pass::resident).max() / 1e6,
                                    WAITING_MEGABYTES,
                                    " MB");
            case REUSE -> reuse(last);
            case FLIGHT -> atMost(last.seconds().median(), FLIGHT_SECONDS, " s");
            case DURABLE -> atLeast(rate(last), DURABLE_PER_SECOND);
            case OPEN -> atMost(last.seconds().median(), OPEN_SECONDS, " s");
            case TURNS ->
                    atMost(1_000 * last.seconds().median() / size.samples(), TURN_MILLIS, " ms");
            case ROOMS -> "met: all rooms whole, in linear time, each text held once";
            case CHATS, MILLION -> "met: all finished";
        };
    }

    private static List<Taken> warm(List<Taken> all) {
        return all.stream().filter(taken -> !taken.cold()).toList();
    }

    private static String clients(List<Taken> all) {
        double worst = 0;
        for (Taken taken : warm(all)) {
            worst =
                    Math.max(
                            worst,
                            bare(taken, all).map(bare -> cpu(taken) / cpu(bare)).orElse(0.0));
        }
        return "CPU " + atMost(worst, CLIENT_CPU, " times the bare loop's for the costliest");
    }

    private static String streams(List<Taken> all) {
        double worst =
                warm(all).stream()
                        .mapToDouble(taken -> 1e6 * Speech.PIECES / cpu(taken))
                        .min()
                        .orElse(0);
        return atLeast(worst, PIECES_PER_SECOND, "pieces/s of one processor for the costliest");
    }

    private static String reuse(Taken taken) {
        double opened = taken.spread(Pass::connections).max();
        double percent = 100 * (taken.samples() - opened) / taken.samples();
        return opened == 0
                ? "not judged: the server does not tell its connections"
                : String.format(
                        Locale.ROOT,
                        "%s: %.2f %% on one of %,.0f connections",
                        percent > REUSED_PERCENT ? "met" : "missed",
                        percent,
                        opened);
    }

    private static String atLeast(double value, double least) {
        return atLeast(value, least, "samples/s");
    }

    private static String atLeast(double value, double least, String unit) {
        return value >= least
                ? String.format(Locale.ROOT, "met: %,.0f %s", value, unit)
                : String.format(
                        Locale.ROOT,
                        "missed: %,.0f %s are %.0f %%",
                        value,
                        unit,
                        100 * value / least);
    }

    private static String atMost(double value, double most, String unit) {
        return value <= most
                ? String.format(Locale.ROOT, "met: %.2f%s", value, unit)
                : String.format(
                        Locale.ROOT,
                        "missed: %.2f%s are %.0f %% too much",
                        value,
                        unit,
                        100 * value / most - 100);
    }
}
