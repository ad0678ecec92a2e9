package dev.kbench.it.crash;

import dev.kbench.store.journal.DiskStep;
import dev.kbench.store.journal.DiskSteps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/// Takes pictures of what a disk would hold if the power went: of each file what was flushed, and
/// of the rest a part, the end of which may be zeros, as file systems leave it. A file whose name
/// was not flushed is not there.
///
/// Thread-safe.
final class LosingSteps implements DiskSteps {
    private static final int EVERY = 5;
    private static final String PLAN = "plan.json";

    private final Path root;
    private final Path to;
    private final Random random;
    private final Map<Path, Long> flushed = new HashMap<>();
    private final Set<Path> named = new HashSet<>();
    private final List<Integer> reported = new ArrayList<>();
    private final Map<Path, List<Integer>> pictures = new LinkedHashMap<>();
    private int steps;

    LosingSteps(Path root, Path to, long seed) {
        this.root = root;
        this.to = to;
        this.random = new Random(seed);
    }

    /// Says that a run was reported, so that no loss of power may take it away.
    synchronized void reported(int position) {
        reported.add(position);
    }

    /// The pictures, and what had been reported when each was taken.
    synchronized Map<Path, List<Integer>> pictures() {
        return Map.copyOf(pictures);
    }

    @Override
    public boolean halves() {
        return true;
    }

    @Override
    public synchronized void at(DiskStep step, Moment moment) throws IOException {
        if (moment == Moment.AFTER) {
            switch (step) {
                case FOLDER_FORCE -> named.addAll(files());
                case HEAD_FORCE, JOURNAL_FORCE, TRUNCATE_FORCE -> flush("journal");
                case BLOB_FORCE -> flush("blobs-");
                case FILE_FORCE -> flush(PLAN);
                case FILE_RENAME -> rename();
                default -> {
                    // makes nothing durable
                }
            }
        }
        steps++;
        if (steps % EVERY == 0 && named.stream().anyMatch(file -> file.endsWith(PLAN))) {
            take();
        }
    }

    private void flush(String prefix) throws IOException {
        for (Path file : files()) {
            if (file.getFileName().toString().startsWith(prefix)) {
                flushed.put(file, Files.size(file));
            }
        }
    }

    /// What was flushed under its temporary name is so under its own.
    private void rename() throws IOException {
        for (Path file : files()) {
            Long size = flushed.remove(file.resolveSibling(file.getFileName() + ".tmp"));
            if (size != null) {
                flushed.put(file, size);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private void take() throws IOException {
        Path picture = to.resolve(Integer.toString(steps));
        for (Path file : files()) {
            if (named.contains(file)) {
                Path copy = picture.resolve(root.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.write(copy, lost(Files.readAllBytes(file), flushed.getOrDefault(file, 0L)));
            }
        }
        pictures.put(picture, List.copyOf(reported));
    }

    private byte[] lost(byte[] bytes, long flushedBytes) {
        int sure = (int) Math.min(flushedBytes, bytes.length);
        int kept = sure + random.nextInt(bytes.length - sure + 1);
        byte[] left = Arrays.copyOf(bytes, kept);
        Arrays.fill(left, sure + random.nextInt(kept - sure + 1), kept, (byte) 0);
        return left;
    }
}
