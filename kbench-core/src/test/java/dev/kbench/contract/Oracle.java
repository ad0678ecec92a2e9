package dev.kbench.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files that the original library wrote, where somebody has put them: one folder a case.
public final class Oracle {
    private static final String PROPERTY = "kbench.oracle";

    private Oracle() {}

    /// What to say where nobody can have them: then the ci tier shows the tests as skipped too.
    private static final String ABSENT = "absent";

    /// The folder; without one the test is skipped by name, or fails where nothing may be skipped.
    public static Path folder() {
        String value = System.getProperty(PROPERTY, "");
        if (!value.isEmpty() && Files.isDirectory(Path.of(value))) {
            return Path.of(value);
        }
        if (value.equals(ABSENT)) {
            return abort(
                    "declared absent: the files of the original library (-D%s=%s)"
                            .formatted(PROPERTY, ABSENT));
        }
        String missing =
                "the files of the original library are not here: expected -D%s=FOLDER, got '%s'; the folder holds one folder a case with the *.task.json, *.run.json and wire.jsonl that Python's kaggle-benchmarks 0.6.1 wrote"
                        .formatted(PROPERTY, value);
        return Needed.missing(missing);
    }

    /// All files with an ending, in order.
    public static List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
