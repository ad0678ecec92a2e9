package dev.kbench.store;

import java.nio.charset.StandardCharsets;

/// What would stand in a file.
final class Printed {
    private Printed() {}

    static String text(RunFile file) {
        return new String(RunFileWriter.bytes(file), StandardCharsets.US_ASCII);
    }

    static String text(RunFile.TaskVersion file) {
        return new String(RunFileWriter.bytes(file), StandardCharsets.US_ASCII);
    }
}
