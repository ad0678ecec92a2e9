package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// `state.json`: what a journal's index said when it was closed, so that a list of evaluations
/// reads no journals. It is believed only while the journal has the same size.
///
/// @param journalBytes how long the journal was
/// @param finished how many positions had a finished run
/// @param ended how it ended, if it did
record StateFile(long journalBytes, long finished, Optional<JournalIndex.Ended> ended) {
    static final String NAME = "state.json";

    /// Writes down what a journal's index says. A hint only: where that fails, whoever lists reads
    /// the journal itself.
    static void keep(Path folder, JournalIndex index, Disk disk) {
        try {
            long size = Files.size(folder.resolve(JournalReader.NAME));
            new StateFile(size, index.finished(), index.ended()).write(folder, disk);
        } catch (IOException withoutHint) {
            // an old one is of another size
        }
    }

    private void write(Path folder, Disk disk) throws IOException {
        ObjectNode root = SealedJson.object();
        root.put("journalBytes", journalBytes);
        root.put("finished", finished);
        ended.ifPresent(
                end -> {
                    root.put("complete", end.complete());
                    root.put("reason", end.reason());
                });
        disk.replace(folder.resolve(NAME), SealedJson.bytes(root));
    }

    /// The state of a journal: the file's, or where that is not of this journal, what the journal
    /// itself says.
    static StateFile of(Path folder) {
        Path journal = folder.resolve(JournalReader.NAME);
        try {
            if (Files.notExists(journal)) {
                return new StateFile(0, 0, Optional.empty());
            }
            long size = Files.size(journal);
            Optional<StateFile> stored = read(folder.resolve(NAME));
            if (stored.isPresent() && stored.get().journalBytes() == size) {
                return stored.get();
            }
            try (JournalReader reader = JournalReader.open(folder)) {
                return new StateFile(size, reader.index().finished(), reader.index().ended());
            }
        } catch (IOException e) {
            throw StoreException.reading(journal, e);
        }
    }

    private static Optional<StateFile> read(Path file) throws IOException {
        try {
            return SealedJson.read(Files.readAllBytes(file)).map(StateFile::of);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    private static StateFile of(ObjectNode root) {
        JsonNode complete = root.path("complete");
        return new StateFile(
                root.path("journalBytes").asLong(-1),
                root.path("finished").asLong(0),
                complete.isBoolean()
                        ? Optional.of(
                                new JournalIndex.Ended(
                                        complete.booleanValue(), root.path("reason").asString("")))
                        : Optional.empty());
    }
}
