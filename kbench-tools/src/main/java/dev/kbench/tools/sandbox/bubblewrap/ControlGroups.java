package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.child.Host;
import dev.kbench.tools.sandbox.child.HostFolder;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Where control groups for boxes can be made, of either version of the interface
/// (`Documentation/admin-guide/cgroup-v2.rst` and `cgroup-v1/` of the kernel's source):
///
/// * version 2: the nearest ancestor of the JVM's own group, or the root, that hands the memory
///   controller down and can be written to. Root has the root; a user has the slice that a user's
///   service manager was given, when the JVM was started below it.
/// * version 1: below the JVM's own group of the memory controller, which is root's as a rule.
///
/// @param version 1 or 2
/// @param memory the group to make groups in
/// @param processor the same of the processor's accounting; empty where that needs no group of its
///   own, or has none
record ControlGroups(int version, Path memory, Optional<Path> processor) {
    static final String PREFIX = "kbench-";
    private static final Logger LOG = System.getLogger(ControlGroups.class.getName());
    private static final AtomicLong MADE = new AtomicLong();
    private static final long OWN_PID = ProcessHandle.current().pid();

    /// Finds the place.
    static Optional<ControlGroups> find(Host host) {
        List<String> mounts =
                host.kernel("proc/self/mounts")
                        .map(text -> text.lines().toList())
                        .orElse(List.of());
        List<String> own =
                host.kernel("proc/self/cgroup")
                        .map(text -> text.lines().toList())
                        .orElse(List.of());
        Optional<ControlGroups> found =
                second(host, mounts, own).or(() -> first(host, mounts, own));
        found.ifPresent(ControlGroups::sweep);
        return found;
    }

    private static Optional<ControlGroups> first(Host host, List<String> mounts, List<String> own) {
        return controller(host, mounts, own, "memory")
                .filter(folder -> usable(folder, "memory.limit_in_bytes"))
                .map(
                        memory ->
                                new ControlGroups(
                                        1,
                                        memory,
                                        controller(host, mounts, own, "cpuacct")
                                                .filter(
                                                        folder ->
                                                                usable(folder, "cpuacct.usage"))));
    }

    private static Optional<Path> controller(
            Host host, List<String> mounts, List<String> own, String name) {
        Optional<String> mount =
                mounts.stream()
                        .map(line -> line.split(" ", -1))
                        .filter(
                                part ->
                                        part.length > 3
                                                && part[2].equals("cgroup")
                                                && List.of(part[3].split(",", -1)).contains(name))
                        .map(part -> part[1])
                        .findFirst();
        Optional<String> group =
                own.stream()
                        .map(line -> line.split(":", 3))
                        .filter(
                                part ->
                                        part.length == 3
                                                && List.of(part[1].split(",", -1)).contains(name))
                        .map(part -> part[2])
                        .findFirst();
        return mount.flatMap(
                at -> group.map(path -> host.root().resolve((at + path).substring(1)).normalize()));
    }

    private static Optional<ControlGroups> second(
            Host host, List<String> mounts, List<String> ownLines) {
        Optional<Path> mount =
                mounts.stream()
                        .map(line -> line.split(" ", -1))
                        .filter(part -> part.length > 2 && part[2].equals("cgroup2"))
                        .map(part -> host.root().resolve(part[1].substring(1)))
                        .findFirst();
        Optional<String> group =
                ownLines.stream()
                        .filter(line -> line.startsWith("0::/"))
                        .map(line -> line.substring(4))
                        .findFirst();
        if (mount.isEmpty() || group.isEmpty()) {
            return Optional.empty();
        }
        Path top = mount.get();
        Path ownGroup = top.resolve(group.get()).normalize();
        if (!ownGroup.startsWith(top)) {
            return Optional.empty();
        }
        // not the JVM's own group: one that holds processes hands no controllers down
        for (int names = ownGroup.getNameCount() - 1; names >= top.getNameCount(); names--) {
            Path folder = ownGroup.getRoot().resolve(ownGroup.subpath(0, names));
            if (handsDownMemory(folder)
                    && Files.isWritable(folder.resolve("cgroup.procs"))
                    && usable(folder, "memory.max")) {
                return Optional.of(new ControlGroups(2, folder, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static boolean handsDownMemory(Path folder) {
        try {
            return List.of(
                            Files.readString(folder.resolve("cgroup.subtree_control"))
                                    .strip()
                                    .split(" ", -1))
                    .contains("memory");
        } catch (IOException e) {
            return false;
        }
    }

    /// Whether a group can be made there that has the file.
    private static boolean usable(Path folder, String file) {
        Path group = folder.resolve(ownPrefix() + "try" + MADE.incrementAndGet());
        try {
            Files.createDirectory(group);
            return Files.isWritable(group.resolve(file));
        } catch (IOException e) {
            return false;
        } finally {
            Group.remove(group);
        }
    }

    /// Removes what JVMs that were killed have left.
    private void sweep() {
        List<Path> places = new ArrayList<>(List.of(memory));
        processor.ifPresent(places::add);
        for (Path place : places) {
            try (DirectoryStream<Path> left = Files.newDirectoryStream(place, PREFIX + "*")) {
                for (Path one : left) {
                    if (HostFolder.isOrphan(one.getFileName().toString(), PREFIX)) {
                        Group.remove(one);
                    }
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "control groups of killed programs stay in " + place, e);
            }
        }
    }

    /// How the names of this JVM's groups begin.
    static String ownPrefix() {
        return PREFIX + OWN_PID + "-";
    }

    /// Makes the groups of one box.
    Group make(long memoryBytes) throws IOException {
        String name = ownPrefix() + MADE.incrementAndGet();
        Path group = memory.resolve(name);
        Files.createDirectory(group);
        Optional<Path> accounting = processor.map(place -> place.resolve(name));
        if (accounting.isPresent()) {
            Files.createDirectory(accounting.get());
        }
        Group made = new Group(version, group, accounting);
        made.limit(memoryBytes);
        return made;
    }
}
