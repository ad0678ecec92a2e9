package dev.kbench.tools.sandbox.bubblewrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.tools.sandbox.child.Hosts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Where groups are made and what is written into them. A folder of plain files stands for the
/// kernel's: what the kernel would put into a new group is not there.
class ControlGroupsTest {
    @TempDir Path root;

    private Optional<ControlGroups> find() {
        return ControlGroups.find(Hosts.linux(root, root));
    }

    private void mounts(String text) {
        Hosts.file(root.resolve("proc/self/mounts"), text);
    }

    private void own(String text) {
        Hosts.file(root.resolve("proc/self/cgroup"), text);
    }

    @Test
    void withoutControlGroupsThereIsNoPlace() {
        assertThat(find()).isEmpty();
        mounts("proc /proc proc rw 0 0\n");
        own("0::/\n");
        assertThat(find()).isEmpty();
    }

    @Test
    void aGroupThatHandsDownNoMemoryIsNoPlace() {
        mounts("cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n");
        own("0::/user.slice/session-2.scope\n");
        Hosts.file(root.resolve("sys/fs/cgroup/user.slice/cgroup.subtree_control"), "pids\n");
        Hosts.file(root.resolve("sys/fs/cgroup/user.slice/cgroup.procs"), "");
        assertThat(find()).isEmpty();
    }

    @Test
    void aGroupWhoseFilesCannotBeWrittenIsNoPlace() {
        mounts("cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n");
        own("0::/app.slice/java.scope\n");
        Hosts.file(root.resolve("sys/fs/cgroup/app.slice/cgroup.subtree_control"), "memory pids\n");
        Hosts.file(root.resolve("sys/fs/cgroup/app.slice/cgroup.procs"), "");
        assertThat(find()).as("a new folder of plain files has no memory.max").isEmpty();
        assertThat(root.resolve("sys/fs/cgroup/app.slice"))
                .isDirectoryNotContaining("glob:**kbench*");
    }

    @Test
    void boundsAGroupOfTheSecondVersion() throws IOException {
        ControlGroups groups = new ControlGroups(2, root, Optional.empty());
        Group group = groups.make(1 << 20);

        assertThat(group.memory().getFileName().toString())
                .startsWith("kbench-" + ProcessHandle.current().pid() + "-");
        assertThat(group.memory().resolve("memory.max")).hasContent("1048576");
        assertThat(group.entrances()).containsExactly(group.memory().resolve("cgroup.procs"));
        assertThat(group.cpuNanos()).isEmpty();
        assertThat(group.ranOutOfMemory()).isFalse();

        Hosts.file(group.memory().resolve("cpu.stat"), "usage_usec 1234\nuser_usec 1000\n");
        Hosts.file(group.memory().resolve("memory.events"), "oom 3\noom_kill 2\n");
        Hosts.file(group.memory().resolve("cgroup.kill"), "");
        assertThat(group.cpuNanos()).isEqualTo(OptionalLong.of(1_234_000));
        assertThat(group.ranOutOfMemory()).isTrue();
        group.kill();
        assertThat(group.memory().resolve("cgroup.kill")).hasContent("1");
        assertThat(group.remove()).as("not empty").isFalse();
    }

    @Test
    void boundsAGroupOfTheFirstVersion() throws IOException {
        Path processor = Files.createDirectories(root.resolve("cpuacct"));
        Path memory = Files.createDirectories(root.resolve("memory"));
        Group group = new ControlGroups(1, memory, Optional.of(processor)).make(1 << 20);

        assertThat(group.memory().resolve("memory.limit_in_bytes")).hasContent("1048576");
        assertThat(group.entrances()).hasSize(2);
        Path accounting = group.processor().orElseThrow();
        Hosts.file(accounting.resolve("cpuacct.usage"), "77\n");
        Hosts.file(group.memory().resolve("memory.oom_control"), "under_oom 0\noom_kill 0\n");
        assertThat(group.cpuNanos()).isEqualTo(OptionalLong.of(77));
        assertThat(group.ranOutOfMemory()).isFalse();

        Files.delete(accounting.resolve("cpuacct.usage"));
        Files.delete(group.memory().resolve("memory.oom_control"));
        Files.delete(group.memory().resolve("memory.limit_in_bytes"));
        assertThat(group.remove()).isTrue();
        assertThat(List.of(group.memory(), accounting))
                .allSatisfy(one -> assertThat(one).doesNotExist());
    }
}
