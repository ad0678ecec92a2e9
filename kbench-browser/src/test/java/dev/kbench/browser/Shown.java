package dev.kbench.browser;

import dev.kbench.config.Settings;
import dev.kbench.content.Image;
import dev.kbench.content.MediaBytes;
import dev.kbench.contract.Needed;
import dev.kbench.tool.ToolUnavailableException;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Real browsers for tests, and what was seen of them.
final class Shown {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Shown() {}

    /// The installed programs; a test that needs them ends where there are none.
    static Executables installed() {
        try {
            return Executables.find(Settings.ofProcess());
        } catch (ToolUnavailableException e) {
            return Needed.missing("a Chromium and its driver: " + e.getMessage());
        }
    }

    /// Browsers that end with their last holder, and each that was started.
    static Chromiums browsers(int parallel, List<Chromium> started) {
        Executables files = installed();
        return new Chromiums(
                () -> {
                    Chromium one = Chromium.start(files);
                    started.add(one);
                    return one;
                },
                Duration.ZERO,
                parallel);
    }

    static Browser browser() {
        return new Browser(browsers(2, new ArrayList<>()));
    }

    /// A page as it is when it has come far enough: shown again with a longer wait before its
    /// picture where the machine was too slow.
    static Snapshot page(
            Browser browser,
            String page,
            Duration least,
            Consumer<SnapshotOptions> options,
            Predicate<Snapshot> farEnough) {
        for (Duration wait = least; ; wait = wait.multipliedBy(2)) {
            Duration pause = wait;
            Snapshot shown =
                    browser.takeSnapshot(page, options.andThen(with -> with.waitBefore(pause)));
            if (farEnough.test(shown) || wait.compareTo(LONGEST) > 0) {
                return shown;
            }
        }
    }

    /// Width and height of a PNG, as its header has them (<https://www.w3.org/TR/png-3/#11IHDR>).
    static List<Integer> size(Image png) {
        ByteBuffer bytes = ((MediaBytes) png.source()).buffer();
        return List.of(bytes.getInt(16), bytes.getInt(20));
    }
}
