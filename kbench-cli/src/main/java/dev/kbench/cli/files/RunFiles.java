package dev.kbench.cli.files;

import dev.kbench.cli.args.Parameter;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.cli.shell.Shell;
import dev.kbench.store.FiledRun;
import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The run files that a command was given: files, and all that lie in folders. One thread.
public final class RunFiles {
    /// How a command takes them.
    public static final Parameter PATHS =
            new Parameter(
                    "PATH",
                    false,
                    true,
                    "A run file, or a folder of them; the working directory by default.");

    private static final String SUFFIX = ".run.json";

    private final Shell shell;
    private final List<Path> files = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /// Finds the files.
    ///
    /// @param shell where the command works
    /// @param paths files and folders, in order; the working directory where there is none
    /// @throws MisuseException if there is no run file among them, or one of them is not there
    public RunFiles(Shell shell, List<String> paths) {
        this.shell = shell;
        for (String path : paths.isEmpty() ? List.of("") : paths) {
            add(shell.path(path), path);
        }
        if (files.isEmpty()) {
            throw new MisuseException(
                    "there is no run file in %s: expected files that end in %s, or a folder that they lie in"
                            .formatted(
                                    paths.isEmpty()
                                            ? "the working directory"
                                            : String.join(", ", paths),
                                    SUFFIX));
        }
    }

    private void add(Path path, String given) {
        if (Files.isDirectory(path)) {
            try (Stream<Path> all = Files.list(path)) {
                all.filter(file -> file.toString().endsWith(SUFFIX)).sorted().forEach(files::add);
            } catch (IOException e) {
                throw StoreException.reading(path, e);
            }
        } else if (Files.exists(path)) {
            files.add(path);
        } else {
            throw new MisuseException(
                    "there is no file or folder %s: expected run files, or folders that they lie in"
                            .formatted(given));
        }
    }

    /// Reads them, one after the other. What cannot be read is left out, and told by {@link #end}.
    ///
    /// @param each receives each
    public void each(Consumer<FiledRun> each) {
        eachFile(file -> each.accept(FiledRun.read(file)));
    }

    /// Gives out each file; one that the receiver cannot read is left out, and told by {@link
    /// #end}.
    ///
    /// @param each receives each, and throws {@link StoreException} for one that it cannot read
    public void eachFile(Consumer<Path> each) {
        for (Path file : files) {
            try {
                each.accept(file);
            } catch (StoreException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /// Says what could not be read.
    ///
    /// @return the command's exit code: 0, or 2 where something is missing from what it printed
    public int end() {
        unreadable.stream().limit(10).forEach(text -> shell.say("kbench: " + text));
        if (unreadable.size() > 10) {
            shell.say("kbench: %d more cannot be read".formatted(unreadable.size() - 10));
        }
        return unreadable.isEmpty() ? 0 : 2;
    }
}
