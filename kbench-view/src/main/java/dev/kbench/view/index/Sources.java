package dev.kbench.view.index;

import dev.kbench.store.Redaction;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalPlace;
import dev.kbench.view.run.JournalRuns;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What lies at a path that was given: the journals and run files of a folder that runs were
/// written to, of a folder of journals, of one evaluation, or one run file.
///
/// Thread-safe.
final class Sources {
    private static final String SUFFIX = ".run.json";
    private static final Path JOURNALS = Path.of(".kbench", "journal");

    private final Path given;
    private final @Nullable JournalFolder journals;
    private final String only;
    private final boolean files;

    private Sources(Path given, @Nullable JournalFolder journals, String only, boolean files) {
        this.given = given;
        this.journals = journals;
        this.only = only;
        this.files = files;
    }

    /// Looks what lies at a path.
    ///
    /// @throws StoreException if nothing does
    static Sources at(Path path) {
        Path given = path.toAbsolutePath().normalize();
        if (Files.isRegularFile(given)) {
            return new Sources(given, null, "", true);
        }
        if (!Files.isDirectory(given)) {
            throw new StoreException(
                    "there is no file or folder %s: expected a folder that runs were written to, or a run file"
                            .formatted(path),
                    null);
        }
        if (Files.exists(given.resolve("plan.json")) && given.getParent() != null) {
            return new Sources(
                    given,
                    new JournalFolder(given.getParent()),
                    String.valueOf(given.getFileName()),
                    false);
        }
        return given.endsWith(JOURNALS)
                ? new Sources(given, new JournalFolder(given), "", false)
                : new Sources(given, JournalFolder.beside(given), "", true);
    }

    Path given() {
        return given;
    }

    /// The journals, the oldest first.
    List<JournalPlace> journals() {
        return journals == null
                ? List.of()
                : journals.places().stream()
                        .filter(place -> only.isEmpty() || place.id().equals(only))
                        .toList();
    }

    JournalRuns open(String evaluation, Redaction redaction) {
        if (journals == null) {
            throw new StoreException("%s is no folder of journals".formatted(given), null);
        }
        return new JournalRuns(
                evaluation,
                journals.root().resolve(evaluation),
                journals.follow(evaluation),
                redaction);
    }

    Path file(String name) {
        return Files.isRegularFile(given) ? given : given.resolve(name);
    }

    /// The run files by name, each with a number that changes when it is written anew.
    SequencedMap<String, Long> files() {
        SequencedMap<String, Long> found = new TreeMap<>();
        if (!files) {
            return found;
        }
        try (Stream<Path> all = Files.isRegularFile(given) ? Stream.of(given) : Files.list(given)) {
            all.filter(file -> file.equals(given) || file.toString().endsWith(SUFFIX))
                    .forEach(file -> found.put(String.valueOf(file.getFileName()), stamp(file)));
        } catch (IOException e) {
            throw StoreException.reading(given, e);
        }
        return found;
    }

    private static long stamp(Path file) {
        return file.toFile().lastModified() * 31 + file.toFile().length();
    }
}
