package dev.kbench.tools.sandbox.child;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.StringTokenizer;

/// A process and its descendants, as Linux's `/proc` shows them. Where the process is the first of
/// a process namespace, or the parent of that, nothing of the namespace escapes: orphans become
/// children of its first process. Processes that end while this reads are left out.
public final class ProcessTree {
    private static final Path PROC = Path.of("/proc");

    /// Times in `/proc/PID/stat` are hundredths of a second on every Linux that a JVM runs on
    /// (`USER_HZ`, proc(5)).
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final long KIB = 1024;
    private static final String RESIDENT = "VmRSS:";

    private ProcessTree() {}

    /// The processes of a tree.
    ///
    /// @param root its first process
    /// @return their ids, parents before children, the root first
    public static List<Long> of(long root) {
        List<Long> found = new ArrayList<>();
        Deque<Long> open = new ArrayDeque<>();
        open.add(root);
        while (!open.isEmpty()) {
            long pid = open.remove();
            found.add(pid);
            open.addAll(children(pid));
        }
        return found;
    }

    /// A process's children: those of all its threads.
    ///
    /// @param pid the process
    /// @return their ids; empty if it has ended
    public static List<Long> children(long pid) {
        List<Long> children = new ArrayList<>(2);
        for (Path thread : threads(pid)) {
            StringTokenizer ids = new StringTokenizer(read(thread.resolve("children")));
            while (ids.hasMoreTokens()) {
                children.add(Long.parseLong(ids.nextToken()));
            }
        }
        return children;
    }

    /// The processor time that processes and the children they waited for have used.
    ///
    /// @param pids the processes
    /// @return nanoseconds, in steps of 10 ms
    public static long cpuNanos(List<Long> pids) {
        long ticks = 0;
        for (long pid : pids) {
            String stat = read(PROC.resolve(pid + "/stat"));
            // the name in parentheses may hold anything; utime is the 12th field after it
            int end = stat.lastIndexOf(')');
            if (end > 0) {
                StringTokenizer fields = new StringTokenizer(stat.substring(end + 1));
                for (int field = 0; field < 11 && fields.hasMoreTokens(); field++) {
                    fields.nextToken();
                }
                for (int field = 0; field < 4 && fields.hasMoreTokens(); field++) {
                    ticks += Long.parseLong(fields.nextToken());
                }
            }
        }
        return ticks * NANOS_PER_TICK;
    }

    /// The memory that processes hold, the kernel's tables of it included, each page counted once:
    /// the sum of their resident sets, and where that is more than a bound, the sum of their
    /// proportional ones, which take longer.
    ///
    /// @param pids the processes
    /// @param bound bytes up to which an exact figure does not matter
    /// @return bytes
    public static long memoryBytes(List<Long> pids, long bound) {
        long resident = 0;
        long tables = 0;
        for (long pid : pids) {
            String status = telling(pid, "status", RESIDENT);
            resident += figure(status, RESIDENT);
            tables += figure(status, "VmPTE:");
        }
        if (resident + tables <= bound) {
            return resident + tables;
        }
        long proportional = 0;
        for (long pid : pids) {
            proportional += figure(telling(pid, "smaps_rollup", "Pss:"), "Pss:");
        }
        return proportional + tables;
    }

    /// A file of a process that tells a figure. Where its first thread has ended and others go on,
    /// `/proc/PID` shows no memory any more, though all of it is held; each thread that lives shows
    /// it.
    private static String telling(long pid, String file, String name) {
        String own = read(PROC.resolve(pid + "/" + file));
        if (own.contains("\n" + name)) {
            return own;
        }
        return threads(pid).stream()
                .map(thread -> read(thread.resolve(file)))
                .filter(text -> text.contains("\n" + name))
                .findFirst()
                .orElse("");
    }

    private static long figure(String text, String name) {
        int start = text.indexOf("\n" + name);
        if (start < 0) {
            return 0;
        }
        StringTokenizer fields = new StringTokenizer(text.substring(start + 1 + name.length()));
        return fields.hasMoreTokens() ? Long.parseLong(fields.nextToken()) * KIB : 0;
    }

    private static List<Path> threads(long pid) {
        List<Path> threads = new ArrayList<>(2);
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
            all.forEach(threads::add);
        } catch (IOException | DirectoryIteratorException e) {
            return threads; // it has ended
        }
        return threads;
    }

    /// The process of a tree that has an id in its own namespace.
    ///
    /// @param root the tree's first process
    /// @param inner its id as the tree itself sees it
    /// @return its id here, empty if there is none
    public static OptionalLong withInnerPid(long root, long inner) {
        for (long pid : of(root)) {
            String status = read(PROC.resolve(pid + "/status"));
            int start = status.indexOf("\nNSpid:");
            if (start >= 0) {
                String line = status.substring(start + 7, status.indexOf('\n', start + 1)).strip();
                if (line.substring(Math.max(line.lastIndexOf('\t'), line.lastIndexOf(' ')) + 1)
                        .equals(Long.toString(inner))) {
                    return OptionalLong.of(pid);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            return ""; // it ends just now (ESRCH), or belongs to somebody else
        }
    }
}
