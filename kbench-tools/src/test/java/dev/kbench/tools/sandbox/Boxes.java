package dev.kbench.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What tests of boxes share.
final class Boxes {
    private Boxes() {}

    /// The box that is there by default. Without bubblewrap a test is skipped by name, but for the
    /// ci tier, where its absence fails.
    static SandboxProvider ordinary() {
        SandboxProvider bubblewrap = Sandbox.provider("bubblewrap");
        String lacking = bubblewrap.isolation().lacking(SandboxSpec.ORDINARY);
        if (System.getProperty("kbench.tier", "").equals("ci")) {
            assertThat(lacking).as("what the ci tier needs").isEmpty();
        }
        assumeTrue(lacking.isEmpty(), "a box of bubblewrap: " + lacking);
        return bubblewrap;
    }

    static SandboxResult run(SandboxSpec spec) {
        return Sandbox.run(ordinary(), spec, new byte[0]);
    }

    /// What the tests were started with.
    static String classPath() {
        return System.getProperty(
                "surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /// Lets what the kernel is ending end: without a control group the first process of a box is
    /// told of the outer one's end by a signal, and takes the rest with it a moment later. What
    /// nobody ends is still there afterwards.
    static void awaitEnd(String word) {
        processes(word).stream()
                .map(found -> Long.valueOf(found.substring(0, found.indexOf(':'))))
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .forEach(
                        process ->
                                process.onExit()
                                        .completeOnTimeout(process, 60, TimeUnit.SECONDS)
                                        .join());
    }

    /// Processes that carry a word on their command line.
    static List<String> processes(String word) {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : all) {
                String line = commandLine(process);
                if (line.contains(word)) {
                    found.add(process.getFileName() + ": " + line);
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static String commandLine(Path process) {
        try {
            return new String(
                            Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    /// What a JVM has for its boxes: what lies in its folder, and control groups.
    static List<Path> left(long jvm) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> own =
                Files.newDirectoryStream(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        "kbench-box-" + jvm + "-*")) {
            for (Path folder : own) {
                found.addAll(entries(folder, "*"));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        for (String place : List.of("/sys/fs/cgroup/memory", "/sys/fs/cgroup")) {
            groups(Path.of(place), "kbench-" + jvm + "-", 4, found);
        }
        return found.stream().distinct().sorted().toList();
    }

    private static void groups(Path folder, String prefix, int deep, List<Path> found) {
        for (Path one : entries(folder, "*")) {
            if (!Files.isDirectory(one)) {
                continue;
            }
            if (one.getFileName().toString().startsWith(prefix)) {
                found.add(one);
            } else if (deep > 0) {
                groups(one, prefix, deep - 1, found);
            }
        }
    }

    /// Those of a folder that may have gone meanwhile.
    private static List<Path> entries(Path folder, String names) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, names)) {
            all.forEach(found::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException e) {
            return found;
        }
        return found;
    }

    /// What the JVM has open, in the order of its descriptors; such as `pipe:[123]`.
    static List<String> openFiles() {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.map(Boxes::target).filter(one -> !one.isEmpty()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed just now: that of the listing itself
        }
    }
}
