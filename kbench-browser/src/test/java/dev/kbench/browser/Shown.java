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

/// Real browsers for tests, and what was seen of them.
final class Shown {
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

    /// Width and height of a PNG, as its header has them (<https://www.w3.org/TR/png-3/#11IHDR>).
    static List<Integer> size(Image png) {
        ByteBuffer bytes = ((MediaBytes) png.source()).buffer();
        return List.of(bytes.getInt(16), bytes.getInt(20));
    }
}
