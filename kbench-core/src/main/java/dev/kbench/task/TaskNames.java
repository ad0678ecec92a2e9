package dev.kbench.task;

import java.util.Locale;

/// Names of methods as titles.
final class TaskNames {
    private TaskNames() {}

    /// `mathQa` becomes `Math Qa`, `parseJSON` `Parse JSON`, `my_task` `My Task`, `gpt4Test` `Gpt4
    /// Test`.
    static String title(String method) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < method.length(); i++) {
            char c = method.charAt(i);
            if (c == '_' || c == '$') {
                space(out);
            } else if (out.isEmpty() || out.charAt(out.length() - 1) == ' ') {
                out.append(Character.toUpperCase(c));
            } else {
                if (Character.isUpperCase(c) && beginsWord(method, i)) {
                    space(out);
                }
                out.append(c);
            }
        }
        return out.toString().strip();
    }

    private static boolean beginsWord(String method, int i) {
        boolean afterLower = !Character.isUpperCase(method.charAt(i - 1));
        boolean beforeLower =
                i + 1 < method.length() && Character.isLowerCase(method.charAt(i + 1));
        return afterLower || beforeLower;
    }

    private static void space(StringBuilder out) {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
        }
    }

    /// The form in which `answer_keyword` and `answerKeyword` are one.
    static String loose(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
