package dev.kbench.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether what was measured is what was to be reached, and by how much not. Medians count.
final class Targets {
    private static final double FILES_PER_SECOND = 5_000;
    private static final double FILES_CPU = 1.5;
    private static final double FLIGHT_SECONDS = 30;
    private static final double DURABLE_PER_SECOND = 20_000;
    private static final double OPEN_SECONDS = 5;

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
            case FLIGHT -> atMost(last.seconds().median(), FLIGHT_SECONDS, " s");
            case DURABLE -> atLeast(rate(last), DURABLE_PER_SECOND);
            case OPEN -> atMost(last.seconds().median(), OPEN_SECONDS, " s");
            case CHATS, MILLION -> "met: all finished";
        };
    }

    private static String atLeast(double value, double least) {
        return value >= least
                ? String.format(Locale.ROOT, "met: %,.0f samples/s", value)
                : String.format(
                        Locale.ROOT,
                        "missed: %,.0f samples/s are %.0f %%",
                        value,
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
