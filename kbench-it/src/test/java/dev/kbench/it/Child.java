package dev.kbench.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of the JDK that runs these tests, started in a folder and waited for.
///
/// @param code its exit code
/// @param output what it wrote to both of its streams
record Child(int code, String output) {
    private static final long LONGEST_SECONDS = 120;

    static Child run(Path folder, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("child", ".txt");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%s did not end in %d s: %s"
                                .formatted(program, LONGEST_SECONDS, Files.readString(output)));
            }
            return new Child(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
