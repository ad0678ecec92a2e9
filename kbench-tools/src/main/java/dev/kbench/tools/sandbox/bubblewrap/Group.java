package dev.kbench.tools.sandbox.bubblewrap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The control groups of one box.
///
/// @param version 1 or 2
/// @param memory the group that bounds memory
/// @param processor the group that counts processor time, where that is another one
record Group(int version, Path memory, Optional<Path> processor) {
    /// Files that a process writes its id, or 0 for itself, into to join.
    List<Path> entrances() {
        List<Path> files = new ArrayList<>(2);
        files.add(memory.resolve("cgroup.procs"));
        processor.ifPresent(group -> files.add(group.resolve("cgroup.procs")));
        return files;
    }

    void limit(long bytes) throws IOException {
        String text = Long.toString(bytes);
        if (version == 2) {
            Files.writeString(memory.resolve("memory.max"), text);
            ifThere("memory.swap.max", "0");
            ifThere("memory.oom.group", "1");
        } else {
            Files.writeString(memory.resolve("memory.limit_in_bytes"), text);
            ifThere("memory.memsw.limit_in_bytes", text);
        }
    }

    private void ifThere(String file, String text) throws IOException {
        if (Files.isWritable(memory.resolve(file))) {
            Files.writeString(memory.resolve(file), text);
        }
    }

    /// Whether the kernel ended a process of the group for lack of memory.
    boolean ranOutOfMemory() {
        return figure(
                                memory.resolve(
                                        version == 2 ? "memory.events" : "memory.oom_control"),
                                "oom_kill ")
                        .orElse(0)
                > 0;
    }

    /// The processor time used by all that ever was in the group.
    OptionalLong cpuNanos() {
        if (version == 2) {
            OptionalLong micros = figure(memory.resolve("cpu.stat"), "usage_usec ");
            return micros.isPresent() ? OptionalLong.of(micros.getAsLong() * 1000) : micros;
        }
        return processor.isPresent()
                ? figure(processor.get().resolve("cpuacct.usage"), "")
                : OptionalLong.empty();
    }

    /// The figure on the line that begins with a name.
    private static OptionalLong figure(Path file, String name) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
                    .findFirst();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty(); // it is gone
        }
    }

    /// Ends every process of the group, where the kernel can do that at once.
    void kill() {
        Path file = memory.resolve("cgroup.kill");
        if (version == 2 && Files.isWritable(file)) {
            try {
                Files.writeString(file, "1");
            } catch (IOException e) {
                return; // gone already; whoever asks ends the processes one by one as well
            }
        }
    }

    /// Removes the groups, which must be empty.
    ///
    /// @return false if something is still in them
    boolean remove() {
        boolean gone = remove(memory);
        return processor.map(Group::remove).orElse(true) && gone;
    }

    static boolean remove(Path group) {
        try {
            return Files.deleteIfExists(group) || Files.notExists(group);
        } catch (IOException e) {
            return false; // EBUSY: its last process ends just now
        }
    }
}
