package dev.kbench.cli.view;

import dev.kbench.cli.shell.Shell;
import dev.kbench.config.Settings;
import dev.kbench.key.KbenchException;
import dev.kbench.store.Redaction;
import dev.kbench.view.Viewer;
import dev.kbench.view.ViewerOptions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/// A viewer that a command started, and what is said of it.
public final class Viewing implements AutoCloseable {
    /// The port that is tried first: the same address every time keeps bookmarks whole.
    private static final int USUAL_PORT = 8017;

    private final Viewer viewer;
    private final Shell shell;

    private Viewing(Viewer viewer, Shell shell) {
        this.viewer = viewer;
        this.shell = shell;
    }

    /// Starts one. While what is new is taken in, the user is told how far that is.
    ///
    /// @param shell who is told
    /// @param settings whose keys are not shown
    /// @param folders what to show
    /// @param host where to listen; empty for this machine alone
    /// @param port the port; empty for the usual one, or any where that is taken
    /// @return the viewer, which answers
    /// @throws KbenchException if there is nothing at a path, or it cannot listen there
    public static Viewing start(
            Shell shell,
            Settings settings,
            List<Path> folders,
            Optional<String> host,
            OptionalInt port) {
        ViewerOptions options =
                new ViewerOptions(
                        folders,
                        ReadRuns.folder(settings),
                        new Redaction(settings.secrets()),
                        host.orElse(ViewerOptions.LOOPBACK),
                        port.orElse(USUAL_PORT));
        Taking taking = new Taking(shell, System::nanoTime);
        Viewing viewing = new Viewing(started(options, port, taking), shell);
        viewing.viewer.notices().forEach(shell::say);
        if (host.filter(given -> !isLoopback(given)).isPresent()) {
            shell.notice(
                    "others reach this address too, and what goes there can be read on its way:"
                            + " give the token to nobody who is not to see the runs");
        }
        return viewing;
    }

    private static Viewer started(ViewerOptions options, OptionalInt port, Taking taking) {
        try {
            return Viewer.start(options, taking);
        } catch (KbenchException e) {
            if (port.isPresent() || !(e.getCause() instanceof java.net.BindException)) {
                throw e;
            }
            ViewerOptions anyPort =
                    new ViewerOptions(
                            options.folders(),
                            options.indexFolder(),
                            options.redaction(),
                            options.host(),
                            0);
            return Viewer.start(anyPort, taking);
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
    }

    /// The address to open.
    ///
    /// @param page the page to begin with, such as `/runs`
    /// @return the address, with the token that lets in
    public String url(String page) {
        return viewer.url(page);
    }

    /// Opens the user's browser; where there is none, says so.
    ///
    /// @param url the address
    public void open(String url) {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        List<String> command =
                system.startsWith("windows")
                        ? List.of("rundll32", "url.dll,FileProtocolHandler", url)
                        : List.of(system.startsWith("mac") ? "open" : "xdg-open", url);
        try {
            Process _ =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            shell.say(
                    "no browser can be opened from here (there is no %s): open the address yourself"
                            .formatted(command.getFirst()));
        }
    }

    @Override
    public void close() {
        viewer.close();
    }
}
