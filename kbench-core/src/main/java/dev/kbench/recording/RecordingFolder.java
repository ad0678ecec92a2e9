package dev.kbench.recording;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The folder in which recordings lie: a folder for each model, in it a file for each call,
/// `<digest's beginning>-<number>.json`. A file is there whole or not at all, and none is ever
/// overwritten.
///
/// Thread-safe.
final class RecordingFolder {
    private static final int DIGITS = 16;
    private static final String ENDING = ".json";

    private final Path root;
    private final List<String> secrets;
    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();

    /// @param secrets texts that must stand in no file
    RecordingFolder(Path root, List<String> secrets) {
        this.root = root;
        this.secrets = List.copyOf(secrets);
    }

    Path root() {
        return root;
    }

    void write(RecordedCall call) {
        String text = RecordingForm.text(call);
        for (String secret : secrets) {
            text = text.replace(secret, "…");
        }
        Path folder = root.resolve(folderName(call.model().id()));
        String digest = call.digest().substring(0, DIGITS);
        Path temporary = null;
        try {
            Files.createDirectories(folder);
            temporary = Files.createTempFile(folder, ".recording-", ".tmp");
            Files.writeString(temporary, text, StandardCharsets.UTF_8);
            AtomicInteger number =
                    numbers.computeIfAbsent(folder + "/" + digest, _ -> new AtomicInteger());
            while (true) {
                Path file = folder.resolve(digest + "-" + number.incrementAndGet() + ENDING);
                try {
                    Files.createLink(file, temporary);
                    return;
                } catch (FileAlreadyExistsException taken) {
                    // another process took this number; the next one may be free
                } catch (UnsupportedOperationException e) {
                    Files.move(temporary, file);
                    return;
                }
            }
        } catch (IOException e) {
            throw new KbenchException(
                    "%s: the recording cannot be written: %s; free some space, or record into another folder"
                            .formatted(folder, e),
                    e);
        } finally {
            discard(temporary);
        }
    }

    private static void discard(@Nullable Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                temporary.toFile().deleteOnExit();
            }
        }
    }

    /// A model's id as a folder's name.
    static String folderName(String id) {
        String name = id.replaceAll("[^A-Za-z0-9._-]", "_");
        return name.startsWith(".") ? "_" + name : name;
    }

    /// A file and what it holds.
    record Kept(Path file, RecordedCall call) {}

    /// All recordings, by their files' names.
    List<Kept> read() {
        if (!Files.isDirectory(root)) {
            throw new KbenchException(
                    "%s: there is no folder of recordings; make one with kbench run --record %s"
                            .formatted(root, root));
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(root, 2)) {
            files =
                    all.filter(file -> file.getFileName().toString().endsWith(ENDING))
                            .sorted(RecordingFolder::inOrder)
                            .toList();
        } catch (IOException e) {
            throw new KbenchException("%s: cannot be read: %s".formatted(root, e), e);
        }
        List<Kept> kept = new ArrayList<>();
        for (Path file : files) {
            try {
                kept.add(new Kept(file, RecordingForm.read(Files.readString(file), file)));
            } catch (IOException e) {
                throw new KbenchException("%s: cannot be read: %s".formatted(file, e), e);
            }
        }
        return kept;
    }

    /// By name; numbers by their size.
    private static int inOrder(Path a, Path b) {
        int length = Integer.compare(a.toString().length(), b.toString().length());
        return length != 0 ? length : a.compareTo(b);
    }
}
