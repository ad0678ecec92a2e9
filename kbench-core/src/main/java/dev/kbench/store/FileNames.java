package dev.kbench.store;

import dev.kbench.key.CanonicalJson;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Names of task and run files: as the platform has them, where that gives a name of its own that a
/// file system takes.
///
/// Thread-safe.
final class FileNames {
    private static final int LONGEST = 255;
    private static final String TASK = ".task.json";
    private static final String RUN = ".run.json";

    /// What a stem stands for, so that two tasks never share one.
    private final Map<String, String> stems = new ConcurrentHashMap<>();

    FileNames() {}

    /// The platform's form of a name: white space and slashes become `_`, then all but `A–Z a–z 0–9
    /// _ . -` goes.
    static String plain(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ' ' || c == '/' || c == '\\') {
                out.append('_');
            } else if (c < 128 && (Character.isLetterOrDigit(c) || "_.-".indexOf(c) >= 0)) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /// The task's part of a file name.
    String stem(String taskName) {
        String plain = plain(taskName);
        String stem = plain.isEmpty() ? "task-" + hash(taskName) : plain;
        return taskName.equals(stems.computeIfAbsent(stem, _ -> taskName))
                ? stem
                : stem + "-" + hash(taskName);
    }

    String task(String taskName) {
        return fit(stem(taskName), TASK);
    }

    /// A run's file name.
    ///
    /// @param number such as `Run #3`
    /// @param label the row's label, empty for a run without data
    /// @param modelId the model's id, empty for a task without one
    String run(String taskName, String number, String label, String modelId) {
        String id = label.isEmpty() ? "run_id_" + plain(number) : "run_param_id_" + plain(label);
        String model = modelId.isEmpty() ? "" : "_" + plain(modelId);
        return fit(stem(taskName) + "-" + id + model, RUN);
    }

    /// The same name for the n-th file that wants it.
    static String again(String runFile, int n) {
        return fit(runFile.substring(0, runFile.length() - RUN.length()) + "-" + n, RUN);
    }

    private static String fit(String stem, String suffix) {
        if (stem.length() + suffix.length() <= LONGEST) {
            return stem + suffix;
        }
        String tail = "-" + hash(stem) + suffix;
        return stem.substring(0, LONGEST - tail.length()) + tail;
    }

    private static String hash(String text) {
        return CanonicalJson.sha256Text(text).substring(0, 8);
    }
}
