package dev.kbench.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The Python package whose files ours are: it reads what kbench wrote, and writes what kbench is
/// to read.
///
/// @param python a Python that has it
record OriginalPackage(Path python) {
    private static final Path SCRIPTS = Path.of("src", "test", "resources", "original");
    private static final long LONGEST_SECONDS = 300;

    /// What came of a script.
    ///
    /// @param code its exit code
    /// @param out what it printed
    /// @param err what it complained of
    record Ended(int code, String out, String err) {}

    /// The package, where `-Dkbench.original.python` names a Python that has it.
    static Optional<OriginalPackage> find() {
        return Optional.of(System.getProperty("kbench.original.python", ""))
                .filter(value -> !value.isEmpty())
                .map(Path::of)
                .filter(Files::isExecutable)
                .map(OriginalPackage::new);
    }

    /// Has it read a folder's files, strictly, and write them again.
    ///
    /// @return a JSON object for each file, as its script tells it
    List<String> reads(Path folder) throws IOException, InterruptedException {
        Ended ended = run("reads.py", folder, folder.toAbsolutePath().toString());
        if (ended.code() != 0) {
            throw new IllegalStateException("reads.py ended with " + ended);
        }
        return ended.out().lines().toList();
    }

    /// Has it write files of every kind into a folder, until its process is ended in the middle of
    /// an evaluation.
    Ended writes(Path folder) throws IOException, InterruptedException {
        return run("writes.py", folder);
    }

    private Ended run(String script, Path folder, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(python.toString());
        builder.command().add(SCRIPTS.resolve(script).toAbsolutePath().toString());
        builder.command().addAll(List.of(arguments));
        Path out = Files.createTempFile("original", ".out");
        Path err = Files.createTempFile("original", ".err");
        builder.environment().put("COLUMNS", "120");
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process =
                builder.directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%s did not end in %d s: %s"
                                .formatted(script, LONGEST_SECONDS, Files.readString(err)));
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }
}
