package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.Ending;
import dev.kbench.tools.sandbox.Guarantee;
import dev.kbench.tools.sandbox.Isolation;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxResult;
import dev.kbench.tools.sandbox.SandboxSpec;
import dev.kbench.tools.sandbox.child.Child;
import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.tools.sandbox.child.HostFolder;
import dev.kbench.tools.sandbox.child.Starter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a machine has for boxes, found out by making one.
///
/// @param isolation what boxes guarantee
/// @param means what they are made with; null where none can be made
record Ground(Isolation isolation, @Nullable Means means) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

    /// Since this release of Linux the bound on processes counts within a user namespace.
    private static final int COUNTING_MAJOR = 5;

    private static final int COUNTING_MINOR = 14;
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(10);

    /// What boxes are made with.
    ///
    /// @param mode whose the programs are
    /// @param programs the programs that make boxes
    /// @param filter the file with the filter of system calls
    /// @param groups where control groups can be made
    record Means(
            Mode mode,
            BoxCommand.Programs programs,
            @Nullable Path filter,
            @Nullable ControlGroups groups) {}

    static Ground of(Host host) {
        if (!host.isLinux()) {
            return without(Obstacles.otherSystem(host.os()));
        }
        Optional<Path> bwrap = host.program("bwrap");
        if (bwrap.isEmpty()) {
            return without("bubblewrap (bwrap) is not installed; " + Obstacles.INSTALL);
        }
        try {
            String version = output(new ProcessBuilder(bwrap.get().toString(), "--version"));
            if (!isAtLeast(version, 0, 7)) {
                return without(Obstacles.tooOld(version.strip()));
            }
            return tried(host, bwrap.get());
        } catch (IOException e) {
            return without("bubblewrap could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return without("interrupted while a first box was made");
        }
    }

    private static Ground without(String reason) {
        return new Ground(Isolation.of("bubblewrap", Map.of(), reason), null);
    }

    private static Ground tried(Host host, Path bwrap) throws IOException, InterruptedException {
        BoxCommand.Programs programs =
                new BoxCommand.Programs(
                        bwrap,
                        inside(host, "setpriv").orElse(null),
                        inside(host, "prlimit").orElse(null),
                        host.program("stat").orElse(null));
        boolean root = host.uid() == 0;
        List<Mode> modes = new ArrayList<>();
        if (root && programs.setpriv() != null) {
            modes.add(Mode.ofRoot(host.kernel("proc/self/uid_map").orElse("")));
        }
        if (!modes.contains(Mode.USER)) {
            modes.add(Mode.USER);
        }
        Path filter = filter(host);
        ControlGroups groups = ControlGroups.find(host).orElse(null);
        String said = "";
        for (Mode mode : modes) {
            Means means = new Means(mode, programs, filter, groups);
            Optional<String> trouble = trial(means);
            if (trouble.isPresent() && groups != null) {
                means = new Means(mode, means.programs(), filter, null);
                trouble = trial(means);
            }
            if (trouble.isEmpty()) {
                return new Ground(isolation(host, means, root), means);
            }
            said = trouble.get();
        }
        return without(Obstacles.refused(host, said));
    }

    /// A program that runs in boxes: the first of the path that each of them shows, by the path at
    /// which it does.
    private static Optional<Path> inside(Host host, String name) {
        return host.programs(name).flatMap(file -> shown(file).stream()).findFirst();
    }

    private static Optional<Path> shown(Path file) {
        try {
            Path real = file.toRealPath();
            if (!BoxCommand.shows(real)) {
                return Optional.empty();
            }
            if (BoxCommand.shows(file)) {
                return Optional.of(file); // a program of many names goes by the one it is called
            }
            return Optional.of(real).filter(one -> one.endsWith(file.getFileName()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Path filter(Host host) throws IOException {
        Optional<byte[]> program = SystemCallFilter.forProcessor(host.arch());
        if (program.isEmpty()) {
            return null;
        }
        Path file = HostFolder.ofProcess().fresh("filter");
        Files.write(file, program.get());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        return file;
    }

    /// Makes a box and runs nothing in it.
    ///
    /// @return what went wrong, empty if nothing did
    private static Optional<String> trial(Means means) throws IOException, InterruptedException {
        SandboxSpec spec = SandboxSpec.of("/usr/bin/env");
        spec = spec.withLimits(spec.limits().withTime(LONGEST_TRIAL));
        try (Child child = Box.make(means, Shape.of(spec)).start(spec)) {
            SandboxResult result = Sandbox.finish(child, spec.limits(), new byte[0]);
            if (result.ending() != Ending.EXITED) {
                return Optional.of("a first box " + result.ending().words());
            }
            return result.exitCode() == 0
                    ? Optional.empty()
                    : Optional.of(firstLine(result.stderr().text()));
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceFirst("^bwrap: ", "");
    }

    private static String output(ProcessBuilder builder) throws IOException {
        Process process = Starter.start(builder.redirectErrorStream(true));
        process.getOutputStream().close();
        return new String(
                process.getInputStream().readNBytes(4096), java.nio.charset.StandardCharsets.UTF_8);
    }

    static boolean isAtLeast(String version, int major, int minor) {
        Matcher found = VERSION.matcher(version);
        if (!found.find()) {
            return false;
        }
        int isMajor = Integer.parseInt(found.group(1));
        return isMajor > major || (isMajor == major && Integer.parseInt(found.group(2)) >= minor);
    }

    private static Isolation isolation(Host host, Means means, boolean root) {
        Map<Guarantee, String> how = new EnumMap<>(Guarantee.class);
        Map<Guarantee, String> missing = new EnumMap<>(Guarantee.class);
        how.put(Guarantee.PROCESS, "a process namespace that ends with the JVM");
        how.put(Guarantee.FILES, "a mount namespace: the system read-only, folders in memory");
        how.put(
                Guarantee.NETWORK,
                means.filter() != null
                        ? "a network namespace, and a filter that opens no sockets of a network"
                        : "a network namespace, which has a loopback device of its own");
        ControlGroups groups = means.groups();
        how.put(
                Guarantee.MEMORY,
                groups != null
                        ? "a control group (version %d) of the kernel".formatted(groups.version())
                        : "a watch over its processes, files and sockets, 40 times a second, and a"
                                + " bound of the kernel on each process; no control group can be"
                                + " made here");
        tasks(host, means, root, how, missing);
        if (means.filter() != null) {
            how.put(Guarantee.SYSCALLS, "a seccomp filter");
        } else {
            missing.put(
                    Guarantee.SYSCALLS,
                    "no filter is known for the processor %s".formatted(host.arch()));
        }
        return Isolation.of(
                "bubblewrap",
                how,
                missing,
                "a box of namespaces shares the kernel of this machine");
    }

    private static void tasks(
            Host host,
            Means means,
            boolean root,
            Map<Guarantee, String> how,
            Map<Guarantee, String> missing) {
        if (!means.mode().namespace()) {
            how.put(Guarantee.TASKS, "the kernel's bound on a user that is the box's own");
        } else if (root) {
            missing.put(
                    Guarantee.TASKS,
                    "root is not bound by the kernel's limit of processes, and "
                            + (means.programs().setpriv() == null
                                    ? lacking(host, "setpriv")
                                            + ", which makes it another user; "
                                            + Obstacles.UTIL_LINUX
                                    : "this root may not make boxes for other users; run as"
                                            + " another user"));
        } else if (means.programs().prlimit() == null) {
            missing.put(Guarantee.TASKS, lacking(host, "prlimit") + "; " + Obstacles.UTIL_LINUX);
        } else if (!isAtLeast(
                host.kernel("proc/sys/kernel/osrelease").orElse(""),
                COUNTING_MAJOR,
                COUNTING_MINOR)) {
            missing.put(
                    Guarantee.TASKS,
                    "Linux counts processes within a user namespace since 5.14, this is %s"
                            .formatted(
                                    host.kernel("proc/sys/kernel/osrelease")
                                            .orElse("unknown")
                                            .strip()));
        } else {
            how.put(Guarantee.TASKS, "the kernel's bound within a user namespace");
        }
    }

    private static String lacking(Host host, String program) {
        return host.program(program)
                .map(file -> "no box shows %s, the only %s here".formatted(file, program))
                .orElse(program + " is not installed");
    }
}
