package dev.kbench.cli.run;

import dev.kbench.cli.shell.Shell;
import dev.kbench.cli.view.Viewing;
import dev.kbench.config.Settings;
import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// The page of what a command runs, for as long as it runs: `KBENCH_UI_MODE=panel`. The runs are
/// made whether or not there is one.
final class Panel implements AutoCloseable {
    private final @Nullable Viewing viewing;

    private Panel(@Nullable Viewing viewing) {
        this.viewing = viewing;
    }

    /// Starts one where the settings ask for it, and says where it is.
    ///
    /// @param out the folder that the runs are kept in
    static Panel of(Settings settings, Shell shell, Path out) {
        if (!isAsked(settings)) {
            return new Panel(null);
        }
        try {
            Viewing viewing =
                    Viewing.start(
                            shell, settings, List.of(out), Optional.empty(), OptionalInt.empty());
            shell.say("panel: " + viewing.url("/live"));
            return new Panel(viewing);
        } catch (KbenchException e) {
            shell.say("there is no panel: " + e.getMessage());
            return new Panel(null);
        }
    }

    private static boolean isAsked(Settings settings) {
        String mode = settings.get("KBENCH_UI_MODE").orElse("");
        return mode.isEmpty()
                ? settings.flag("INTERACTIVE_UI")
                : mode.toLowerCase(Locale.ROOT).equals("panel");
    }

    @Override
    public void close() {
        if (viewing != null) {
            viewing.close();
        }
    }
}
