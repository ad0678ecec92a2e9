package dev.kbench.cli.notebook;

import dev.kbench.cli.shell.KbenchVersion;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.key.KbenchException;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The kernel's process: a program on a class path of its own, made of the command's jars and of
/// those in the folder `notebook` beside them.
public final class KernelProcess {
    private static final String PROGRAM = "dev.kbench.notebook.Main";

    private KernelProcess() {}

    /// Serves a notebook until Jupyter ends it.
    ///
    /// @param connection the file in which Jupyter says where it listens
    /// @param directory where the notebook's code works
    /// @return the process's exit code
    public static int serve(Path connection, Path directory) {
        if (!Files.isRegularFile(connection)) {
            throw new MisuseException(
                    "there is no file %s; Jupyter names the file in which it says where it listens"
                            .formatted(connection));
        }
        Path modules = modules();
        Path own = modules.resolve("notebook");
        if (!Files.isDirectory(own)) {
            throw new MisuseException(
                    "kbench's own program for notebooks is not there: expected its jars in %s; build kbench anew"
                            .formatted(own));
        }
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "--enable-native-access=ALL-UNNAMED",
                        "-classpath",
                        modules.resolve("*") + File.pathSeparator + own.resolve("*"),
                        PROGRAM,
                        connection.toAbsolutePath().toString(),
                        KbenchVersion.text(),
                        modules.toString());
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return wait(process);
        } catch (IOException e) {
            throw new KbenchException("the kernel cannot be started: %s".formatted(e));
        }
    }

    /// Its standard input stays open for as long as this process is there: with it the kernel ends.
    private static int wait(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
            return 2;
        }
    }

    /// What starts this command again.
    ///
    /// @return the launcher, or else this Java with this command's modules
    public static List<String> command() {
        String launcher = System.getProperty("kbench.launcher", "");
        return launcher.isEmpty()
                ? List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        modules().toString(),
                        "--module",
                        "dev.kbench.cli/dev.kbench.cli.Main",
                        "kernel")
                : List.of(launcher, "kernel");
    }

    /// The folder that this class's jar lies in.
    private static Path modules() {
        try {
            Path own =
                    Path.of(
                            KernelProcess.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            return own.toAbsolutePath().resolveSibling("");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
