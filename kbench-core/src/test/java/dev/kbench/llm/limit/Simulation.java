package dev.kbench.llm.limit;

import dev.kbench.config.CallLimits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;

/// A limiter against a server with hidden limits, on virtual time: more calls than the server takes
/// want to go all the time.
final class Simulation {
    static final long SECOND = 1_000_000_000L;
    private static final long REJECTION = SECOND / 20;

    private final HiddenServer server;
    private final long find;
    private final long change;
    private final long end;
    private final ModelLimit limit = new ModelLimit(CallLimits.NONE);
    private final TokenEstimate estimate = new TokenEstimate();
    private final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long order;
    private long sent;
    private long rejected;
    private final List<double[]> accepted = new ArrayList<>();
    private int characters;
    private int tokens;

    private record Event(long at, long order, Runnable action) {}

    /// What came of it.
    ///
    /// @param before the share of the limit that was used from 30 seconds after the start to its
    ///   change
    /// @param after the same from 30 seconds after the change
    /// @param rejected the share of calls that were rejected
    record Result(HiddenServer server, double before, double after, double rejected, long calls) {
        double worst() {
            return Math.min(before, after);
        }
    }

    private Simulation(HiddenServer server, int seed) {
        this.server = server;
        random = new Random(seed);
        change = server.changeAt;
        find = change / 10;
        end = 2 * change;
    }

    static Result run(HiddenServer server, int seed) {
        return new Simulation(server, seed).run();
    }

    private Result run() {
        draw();
        long now = 0;
        while (now < end) {
            while (!events.isEmpty() && events.peek().at() <= now) {
                events.poll().action().run();
            }
            long wait;
            while ((wait = limit.delay(now, estimate.of(characters))) == 0) {
                send(now);
            }
            long next = events.isEmpty() ? Long.MAX_VALUE : events.peek().at();
            now = Math.min(next, wait < 0 ? Long.MAX_VALUE : now + wait);
        }
        return new Result(
                server,
                worstMinute(find, change, server.firstLimit),
                worstMinute(change + find, end, server.laterLimit),
                (double) rejected / sent,
                sent);
    }

    private void draw() {
        characters = 400 + random.nextInt(7_200);
        tokens =
                (int) (characters / 4.0 * (0.9 + 0.2 * random.nextDouble()))
                        + (int) (100 * Math.exp(random.nextGaussian() * 0.6));
    }

    private void send(long now) {
        int used = tokens;
        double guess = estimate.of(characters);
        int asked = characters;
        draw();
        ModelLimit.Ticket ticket = limit.go(now, guess);
        sent++;
        if (!server.takes(now, used)) {
            rejected++;
            Told told = server.told(now, used);
            at(now + REJECTION, () -> limit.rejected(ticket, now + REJECTION, told));
            return;
        }
        long took = (long) (server.medianSeconds * Math.exp(0.4 * random.nextGaussian()) * SECOND);
        accepted.add(new double[] {now, used, took});
        long over = now + took;
        at(
                over,
                () -> {
                    server.ended();
                    estimate.learn(asked, used);
                    limit.answered(ticket, over, OptionalLong.of(used), server.told(over, 0));
                });
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, order++, action));
    }

    /// Minutes that begin every ten seconds.
    private double worstMinute(long from, long to, double most) {
        double worst = Double.POSITIVE_INFINITY;
        for (long at = from; at + 2 * find <= to; at += find / 3) {
            worst = Math.min(worst, share(at, at + 2 * find, most));
        }
        return worst;
    }

    private double share(long from, long to, double most) {
        double sum = 0;
        for (double[] call : accepted) {
            switch (server.kind) {
                case CALLS -> sum += call[0] >= from && call[0] < to ? 1e9 : 0;
                case TOKENS -> sum += call[0] >= from && call[0] < to ? call[1] * 1e9 : 0;
                case UNDER_WAY ->
                        sum +=
                                Math.max(
                                        0,
                                        Math.min(to, call[0] + call[2]) - Math.max(from, call[0]));
            }
        }
        return sum / (to - from) / most;
    }
}
