package dev.kbench.store;

import dev.kbench.key.CanonicalJson;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// Names of task and run files: as the platform has them, where that gives a name of its own that
/// every file system takes. Elsewhere a digest of the task's name is added: to an empty stem, one
/// of Windows' device names, a very long one, and one that another task has, upper and lower case
/// being the same to some file systems. Names are ASCII, so that characters are bytes.
///
/// Thread-safe.
final class FileNames {
    private static final int LONGEST = 255;
    private static final int LONGEST_STEM = 150;
    static final String TASK = ".task.json";
    static final String RUN = ".run.json";
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    /// What a stem stands for in small letters, so that two tasks never share one.
    private final Map<String, String> owners = new ConcurrentHashMap<>();

    private final UnaryOperator<String> stored;

    /// @param stored gives the name of the task whose file lies in the folder under a file name,
    ///   empty where there is none
    FileNames(UnaryOperator<String> stored) {
        this.stored = stored;
    }

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
        if (plain.isEmpty()) {
            return "task-" + hash(taskName);
        }
        if (plain.length() > LONGEST_STEM || DEVICE.matcher(plain).matches()) {
            return plain.substring(0, Math.min(plain.length(), LONGEST_STEM))
                    + "-"
                    + hash(taskName);
        }
        String owner =
                owners.computeIfAbsent(plain.toLowerCase(Locale.ROOT), _ -> owner(plain, taskName));
        return owner.equals(taskName) ? plain : plain + "-" + hash(taskName);
    }

    private String owner(String plain, String taskName) {
        String before = stored.apply(plain + TASK);
        return before.isEmpty() ? taskName : before;
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
