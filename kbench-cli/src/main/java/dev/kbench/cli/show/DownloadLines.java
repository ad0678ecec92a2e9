package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;
import dev.kbench.llm.spi.Progress;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Work that takes long before a model can answer, such as a download: a live line on a terminal;
/// in a pipe a line after a second, at each quarter and at its end. What is done within a second
/// leaves no line.
///
/// Thread-safe.
final class DownloadLines implements Progress {
    private static final int BAR = 20;
    private static final int LONGEST = 60;

    /// What takes less is not worth a line that stays.
    private static final long SLOW = Duration.ofSeconds(1).toNanos();

    /// A live line that was not updated as long makes room: what it was about has failed, or hangs.
    private static final long STALE = Duration.ofSeconds(30).toNanos();

    private final Terminal terminal;
    private final Announcements announcements;
    private final LongSupplier nanoTime;
    private final boolean live;
    private String what = "";
    private long done;
    private long total;
    private long began;
    private long updated;
    private long lastSaid;
    private long quarters;
    private boolean said;

    DownloadLines(
            Terminal terminal, Announcements announcements, LongSupplier nanoTime, boolean live) {
        this.live = live;
        this.terminal = terminal;
        this.announcements = announcements;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void update(String what, long done, long total) {
        long now = nanoTime.getAsLong();
        if (!what.equals(this.what)) {
            this.what = what;
            began = now;
            lastSaid = now;
            quarters = 0;
            said = false;
        }
        updated = now;
        this.done = done;
        this.total = total;
        if (total > 0 && done >= total) {
            end(now);
        } else if (!live && now - lastSaid >= SLOW) {
            sayPlainly(now);
        }
    }

    private void sayPlainly(long now) {
        long reached = total > 0 ? 4 * done / total : 0;
        if (!said || reached > quarters) {
            announcements.add(
                    reached > 0
                            ? "%s: %d%% of %s".formatted(name(), 25 * reached, amount(total))
                            : name());
            quarters = reached;
            said = true;
            lastSaid = now;
        }
    }

    private void end(long now) {
        if (said || now - began >= SLOW) {
            announcements.add(
                    "%s %s: done in %s"
                            .formatted(
                                    terminal.styled(Style.GREEN, terminal.glyphs().passed()),
                                    name(),
                                    Figures.duration(Duration.ofNanos(now - began))));
        }
        what = "";
    }

    /// The live line, empty where nothing is being done.
    synchronized String line() {
        if (what.isEmpty() || nanoTime.getAsLong() - updated > STALE) {
            return "";
        }
        if (total <= 0) {
            String text = name() + (done > 0 ? " " + amount(done) : "");
            return TextWidth.cut(text, terminal.liveColumns());
        }
        String text = "%s/%s %s".formatted(amount(done), amount(total), name());
        int room = Math.min(BAR, terminal.liveColumns() - 1 - TextWidth.of(text));
        if (room < 5) {
            return TextWidth.cut(text, terminal.liveColumns());
        }
        int filled = (int) (room * Math.min(done, total) / total);
        return terminal.styled(Style.CYAN, terminal.glyphs().bar().repeat(filled))
                + terminal.styled(Style.DIM, terminal.glyphs().rest().repeat(room - filled))
                + " "
                + text;
    }

    private String name() {
        return SafeText.line(what, LONGEST);
    }

    /// Bytes from a hundred thousand on, else steps.
    private String amount(long amount) {
        return total >= 100_000 || (total <= 0 && done >= 100_000)
                ? Figures.megabytes(amount)
                : Figures.count(amount);
    }
}
