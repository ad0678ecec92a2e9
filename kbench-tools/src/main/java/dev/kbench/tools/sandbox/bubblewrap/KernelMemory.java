package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.child.Starter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;

/// What the kernel holds for a box beside the memory of its processes, as far as programs can make
/// it grow: what is in the box's folders, which are memory; the files themselves, empty ones too;
/// and the buffers of its sockets. For boxes that no control group bounds, which would count all of
/// it. A file of the box that a program has mapped counts as both.
///
/// For one thread.
final class KernelMemory {
    /// What an inode of a folder in memory takes, its name and entry included, rounded up.
    private static final long PER_FILE = 1536;

    /// How much may wait in a socket's buffer: twice the largest that a program may ask for
    /// (`net.core.wmem_max`, 212,992 where nobody has set it).
    private static final long PER_SOCKET = 2 * 212_992;

    private static final long LARGEST_PAGE = 64 << 10;

    /// Making a hundred thousand files takes about this much processor time.
    private static final long BETWEEN_COUNTS_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final SandboxLimits limits;
    private final @Nullable Path stat;
    private @Nullable Process counting;
    private long countedAtNanos;
    private long files;

    /// @param limits how large the box's folders are
    /// @param stat the program that counts files; null where there is none, and they stay uncounted
    KernelMemory(SandboxLimits limits, @Nullable Path stat) {
        this.limits = limits;
        this.stat = stat;
    }

    /// @param first the first process of the box
    /// @param cpuNanos the processor time that the box has used
    long bytes(long first, long cpuNanos) {
        List<Path> folders = new ArrayList<>();
        long held = 0;
        for (BoxCommand.Memory folder : BoxCommand.memories(limits)) {
            Path path = Path.of("/proc/" + first + "/root" + folder.at());
            long size = path.toFile().getTotalSpace();
            // a whole number of pages; until the box has its own root, that of this machine is seen
            if (size >= folder.bytes() && size - folder.bytes() < LARGEST_PAGE) {
                held += size - path.toFile().getFreeSpace();
                folders.add(path);
            }
        }
        if (folders.size() == BoxCommand.memories(limits).size()) {
            count(folders, cpuNanos);
        }
        return held + files * PER_FILE + sockets(first) * PER_SOCKET;
    }

    private static long sockets(long first) {
        try {
            String text = Files.readString(Path.of("/proc/" + first + "/net/sockstat"));
            return text.startsWith("sockets: used ")
                    ? Long.parseLong(text.substring(14, text.indexOf('\n')).strip())
                    : 0;
        } catch (IOException e) {
            return 0; // it has ended
        }
    }

    /// A JVM cannot ask a file system for its number of files; a program is asked, which is not
    /// waited for, after each stretch of processor time in which many can be made.
    private void count(List<Path> folders, long cpuNanos) {
        Process asked = counting;
        if (asked != null && !asked.isAlive()) {
            counting = null;
            files = read(asked);
        } else if (asked == null
                && stat != null
                && cpuNanos - countedAtNanos >= BETWEEN_COUNTS_NANOS) {
            countedAtNanos = cpuNanos;
            counting = start(stat, folders);
        }
    }

    private static @Nullable Process start(Path stat, List<Path> folders) {
        List<String> command = new ArrayList<>(List.of(stat.toString(), "-f", "-c", "%c %d"));
        folders.forEach(folder -> command.add(folder.toString()));
        try {
            return Starter.start(
                    new ProcessBuilder(command)
                            .redirectInput(
                                    ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                            .redirectError(ProcessBuilder.Redirect.DISCARD));
        } catch (IOException e) {
            return null; // tried again when the box has worked on
        }
    }

    /// Of each folder how many files there can be, and how many more; nothing where the box is
    /// gone.
    private static long read(Process asked) {
        try (var out = asked.getInputStream()) {
            StringTokenizer numbers =
                    new StringTokenizer(new String(out.readAllBytes(), StandardCharsets.US_ASCII));
            long used = 0;
            while (numbers.countTokens() >= 2) {
                used += Long.parseLong(numbers.nextToken());
                used -= Long.parseLong(numbers.nextToken());
            }
            return used;
        } catch (IOException e) {
            return 0;
        }
    }
}
