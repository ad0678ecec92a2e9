package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.SandboxLimits;
import dev.kbench.tools.sandbox.SandboxSpec;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The command line of a box. From the outside in:
///
/// 1. a shell sets what a process hands on to its children (limits of processor time, file size,
///    private memory, open files; for root, the number of processes), joins the box's control
///    groups, and opens the filter;
/// 2. bubblewrap makes the namespaces and the file system;
/// 3. outside of a user namespace `setpriv` becomes the box's own user; in one `prlimit` sets the
///    number of processes, which must be set in there to be counted in there;
/// 4. a shell waits for a line of its input, then does what a script says that was written
///    meanwhile ({@link #start}): it copies the program's files;
/// 5. the program.
///
/// Each becomes the next (`exec`), but for bubblewrap, of which two processes stay: the outer one
/// waits, the inner one is the first process of the box and gathers its orphans.
final class BoxCommand {
    /// Where a program's own files lie, and what its working folder is.
    static final String FOLDER = "/box";

    /// Where a box has the folder of the host in which the script and the copies of files lie.
    private static final String STAGED = "/.files";

    /// What the script is called there.
    static final String SCRIPT = "start";

    /// The folder of the program's files there.
    static final String FILES = "own";

    /// A shell, and the copying of files that it starts.
    private static final int LEAST_TASKS = 2;

    private static final long BLOCK = 512; // ulimit -f counts in these (POSIX)
    private static final long KIB = 1024;

    private static final List<String> SYSTEM =
            List.of(
                    "/bin",
                    "/sbin",
                    "/lib",
                    "/lib32",
                    "/lib64",
                    "/libx32",
                    "/nix/store",
                    "/gnu/store");
    private static final List<String> SETTINGS =
            List.of(
                    "/etc/ld.so.cache",
                    "/etc/ld.so.conf",
                    "/etc/ld.so.conf.d",
                    "/etc/alternatives",
                    "/etc/localtime");

    /// What a box is made of.
    ///
    /// @param mode whose the program is
    /// @param user the user to become, where that is another
    /// @param programs the programs that make it
    /// @param filter a file with the filter of system calls
    /// @param group the control groups to join
    /// @param staged the folder of the host in which the script and copies of files will lie
    record Parts(
            Mode mode,
            long user,
            Programs programs,
            @Nullable Path filter,
            @Nullable Group group,
            Path staged) {}

    /// The programs that make a box.
    ///
    /// @param bwrap bubblewrap
    /// @param setpriv becomes another user (util-linux)
    /// @param prlimit sets limits (util-linux)
    /// @param stat tells of file systems (coreutils); outside of boxes
    record Programs(
            Path bwrap, @Nullable Path setpriv, @Nullable Path prlimit, @Nullable Path stat) {}

    /// A folder in memory that a program may write to.
    ///
    /// @param at where the box has it
    /// @param permissions whose it is
    /// @param bytes how much it may hold
    record Memory(String at, String permissions, long bytes) {}

    /// Whether every box shows a file of this machine.
    ///
    /// @param file its real path
    static boolean shows(Path file) {
        return file.startsWith("/usr") || SYSTEM.stream().anyMatch(file::startsWith);
    }

    /// The folders that a program may write to.
    static List<Memory> memories(SandboxLimits limits) {
        return List.of(
                new Memory("/dev/shm", "1777", Math.min(limits.diskBytes(), 64L << 20)),
                new Memory("/tmp", "1777", limits.diskBytes()),
                new Memory(FOLDER, "0777", limits.diskBytes()));
    }

    private final Shape shape;
    private final Parts parts;
    private final List<String> shell = new ArrayList<>();
    private final StringBuilder script = new StringBuilder();
    private final List<String> box = new ArrayList<>();
    private final List<Path> shown = new ArrayList<>();
    private final Set<Path> made =
            new HashSet<>(Set.of(Path.of("/tmp"), Path.of(FOLDER), Path.of("/dev")));

    private BoxCommand(Shape shape, Parts parts) {
        this.shape = shape;
        this.parts = parts;
    }

    static List<String> of(Shape shape, Parts parts) {
        return new BoxCommand(shape, parts).build();
    }

    /// What the shell of a box does when it is told to go on: a script for a POSIX shell.
    static String start(SandboxSpec spec) {
        StringBuilder script = new StringBuilder();
        if (!spec.files().isEmpty()) {
            script.append("cp -R ")
                    .append(STAGED)
                    .append('/')
                    .append(FILES)
                    .append("/. . || exit 125\n");
        }
        if (spec.limits().tasks() < LEAST_TASKS) {
            script.append(tasks(spec.limits().tasks())).append(" || exit 125\n");
        }
        script.append("exec");
        for (String word : spec.command()) {
            script.append(" '").append(word.replace("'", "'\\''")).append('\'');
        }
        return script.append('\n').toString();
    }

    private List<String> build() {
        namespaces();
        fileSystem();
        add("--ro-bind", parts.staged.toString(), STAGED);
        add("--chdir", FOLDER, "--remount-ro", "/", "--");
        become();
        add("/bin/sh", "-c", "read -r go && . " + STAGED + "/" + SCRIPT);
        limits();
        return command();
    }

    private void namespaces() {
        add(parts.programs.bwrap().toString());
        if (parts.mode.namespace()) {
            add("--unshare-user");
        } else {
            add("--cap-drop", "ALL");
            add("--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP");
        }
        add("--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts");
        add("--unshare-cgroup-try", "--die-with-parent", "--new-session", "--hostname", "box");
        if (parts.filter != null) {
            add("--seccomp", "9");
        }
    }

    private void fileSystem() {
        add("--ro-bind", "/usr", "/usr");
        shown.add(Path.of("/usr"));
        SYSTEM.forEach(this::system);
        for (String file : SETTINGS) {
            if (Files.isReadable(Path.of(file))) {
                parents(Path.of(file));
                add("--ro-bind", file, file);
            }
        }
        add("--proc", "/proc", "--dev", "/dev");
        for (Memory memory : memories(shape.limits())) {
            add("--size", Long.toString(memory.bytes()), "--perms", memory.permissions());
            add("--tmpfs", memory.at());
        }
        add("--remount-ro", "/dev");
        for (Path folder : shape.visible()) {
            if (shown.stream().noneMatch(folder::startsWith)) {
                parents(folder);
                add("--ro-bind", folder.toString(), folder.toString());
                shown.add(folder);
            }
        }
    }

    /// Makes the folders that a place lies in: bubblewrap alone would make them for its own user.
    private void parents(Path place) {
        for (int names = 1; names < place.getNameCount(); names++) {
            Path parent = place.getRoot().resolve(place.subpath(0, names));
            if (made.add(parent)) {
                add("--perms", "0755", "--dir", parent.toString());
            }
        }
    }

    private void system(String folder) {
        Path path = Path.of(folder);
        if (Files.isSymbolicLink(path)) {
            try {
                add("--symlink", Files.readSymbolicLink(path).toString(), folder);
            } catch (IOException e) {
                return; // it was there a moment ago; without it programs cannot be found
            }
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            parents(path);
            add("--ro-bind", folder, folder);
            shown.add(path);
        }
    }

    private void become() {
        if (!parts.mode.namespace() && parts.programs.setpriv() != null) {
            String user = Long.toString(parts.user);
            add(parts.programs.setpriv().toString(), "--reuid", user, "--regid", user);
            add("--clear-groups", "--inh-caps=-all", "--bounding-set=-all", "--");
        } else if (parts.programs.prlimit() != null) {
            add(parts.programs.prlimit().toString(), "--nproc=" + tasks(), "--");
        }
    }

    private void limits() {
        SandboxLimits limits = shape.limits();
        script.append("ulimit -c 0");
        script.append(" && ulimit -t ").append(limits.cpuTime().plusMillis(1999).toSeconds());
        script.append(" && ulimit -f ").append(Math.ceilDiv(limits.diskBytes(), BLOCK));
        script.append(" && ulimit -d ").append(limits.memoryBytes() / KIB);
        script.append(" && ulimit -n ").append(limits.openFiles());
        if (!parts.mode.namespace()) {
            script.append(" && ").append(tasks(tasks()));
        }
        script.append(" || exit 125");
        if (parts.group != null) {
            for (Path entrance : parts.group.entrances()) {
                script.append("; echo 0 >").append(parameter(entrance)).append(" || exit 125");
            }
        }
    }

    private int tasks() {
        return Math.max(LEAST_TASKS, shape.limits().tasks());
    }

    /// Bounds the number of processes: -p in dash and busybox, -u in bash, where -p is another
    /// thing and cannot be set.
    private static String tasks(int most) {
        return "{ ulimit -p %1$d 2>/dev/null || ulimit -u %1$d; }".formatted(most);
    }

    private List<String> command() {
        String carried = parts.filter == null ? "" : " 9<" + parameter(parts.filter);
        script.append("; shift ").append(shell.size()).append("; exec \"$@\"");
        // redirections are made before shift is, so they stand around all of it
        List<String> all = new ArrayList<>();
        all.add("/bin/sh");
        all.add("-c");
        all.add("{ " + script + "; }" + carried);
        all.add("sh");
        all.addAll(shell);
        all.addAll(box);
        return all;
    }

    private String parameter(Path path) {
        shell.add(path.toString());
        return "\"${" + shell.size() + "}\"";
    }

    private void add(String... words) {
        box.addAll(List.of(words));
    }
}
