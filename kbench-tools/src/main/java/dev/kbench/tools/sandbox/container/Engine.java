package dev.kbench.tools.sandbox.container;

import dev.kbench.tools.sandbox.child.Starter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A container engine, by its command.
///
/// @param program the command
record Engine(Path program) {
    private static final int LONGEST_ANSWER = 64 * 1024;

    /// What a command said, and how it ended.
    ///
    /// @param code its exit code, -1 where it took too long
    /// @param words what it said on both streams
    record Answer(int code, String words) {
        /// Its words on one line, as the end of a sentence.
        String brief() {
            return words.strip().lines().reduce((_, last) -> last).orElse("it said nothing");
        }
    }

    /// Asks the engine for something.
    Answer ask(long seconds, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.addAll(arguments);
        Process process = Starter.start(new ProcessBuilder(command).redirectErrorStream(true));
        try {
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                return new Answer(-1, "no answer within %d s".formatted(seconds));
            }
            return new Answer(
                    process.exitValue(),
                    new String(
                            process.getInputStream().readNBytes(LONGEST_ANSWER),
                            StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(-1, "interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
