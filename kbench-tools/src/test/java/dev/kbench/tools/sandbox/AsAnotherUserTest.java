package dev.kbench.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbench.tools.sandbox.child.Host;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The suite once more, as somebody else than runs these tests: root's boxes are made in another
/// way than a user's.
class AsAnotherUserTest {
    private static final String NOBODY = "65534";

    @TempDir Path folder;

    @Test
    void theSuiteHoldsForRootAndForAUser() throws Exception {
        assumeTrue(
                System.getProperty("kbench.tier", "").equals("ci"),
                "the suite of the box as another user: mvn verify -Pci, as root or with sudo");
        Boxes.ordinary();
        boolean root = Host.real().uid() == 0;
        List<String> command =
                new ArrayList<>(
                        root
                                ? List.of(
                                        "setpriv",
                                        "--reuid=" + NOBODY,
                                        "--regid=" + NOBODY,
                                        "--clear-groups")
                                : List.of("sudo", "-n"));
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-XX:TieredStopAtLevel=1",
                        "-Dkbench.tier=ci",
                        "-cp",
                        readable(folder),
                        SuiteProgram.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        Process suite = builder.directory(folder.toFile()).start();
        suite.getOutputStream().close();
        String output = new String(suite.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(suite.waitFor()).as(output).isZero();
        assertThat(output)
                .containsPattern(
                        "run by "
                                + (root ? NOBODY : "0")
                                + ": [2-9]\\d passed, 0 failed, 0 skipped");
    }

    /// A copy of the class path that everybody can read.
    private static String readable(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> entries = new ArrayList<>();
        for (String entry : Boxes.classPath().split(File.pathSeparator)) {
            Path from = Path.of(entry);
            if (!Files.exists(from)) {
                continue;
            }
            Path to = folder.resolve(entries.size() + "-" + from.getFileName());
            try (Stream<Path> all = Files.walk(from)) {
                for (Path one : all.toList()) {
                    Path copy = to.resolve(from.relativize(one).toString());
                    boolean isFolder = Files.isDirectory(one);
                    Files.copy(one, copy);
                    Files.setPosixFilePermissions(
                            copy,
                            PosixFilePermissions.fromString(isFolder ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
            entries.add(to.toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
