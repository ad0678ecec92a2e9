package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;

/// Requests to stop, as files: `control` holds one's token until the owner of the journal has seen
/// it, and `control.seen` from then on.
final class StopRequests {
    private static final String ASKED = "control";
    private static final String SEEN = "control.seen";

    private StopRequests() {}

    static StopRequest ask(Path folder, Disk disk) {
        String token = UUID.randomUUID().toString();
        Path file = folder.resolve(ASKED);
        try {
            disk.replace(file, token.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
        return new StopRequest(folder, token);
    }

    static boolean seen(Path folder, String token) {
        Path file = folder.resolve(SEEN);
        try {
            return Files.exists(file)
                    && Arrays.equals(
                            Files.readAllBytes(file), token.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw StoreException.reading(file, e);
        }
    }

    static boolean pending(Path folder) {
        return Files.exists(folder.resolve(ASKED));
    }

    static void answer(Path folder, Disk disk) throws IOException {
        disk.rename(folder.resolve(ASKED), folder.resolve(SEEN));
    }

    /// Forgets what was asked of a process that is gone.
    static void clear(Path folder, Disk disk) throws IOException {
        disk.delete(DiskStep.REQUEST_DELETE, folder.resolve(ASKED));
        disk.delete(DiskStep.REQUEST_DELETE, folder.resolve(SEEN));
    }
}
