package dev.kbench.tools;

/// How output is shown to models.
final class Shown {
    private static final int MOST = 20_000;

    private Shown() {}

    /// Adds a stream's text in a fence that nothing in it closes, where there is any.
    static void stream(StringBuilder text, String title, String output) {
        if (output.isBlank()) {
            return;
        }
        String shown = middleLeftOut(output.strip());
        String fence = "```";
        while (shown.contains(fence)) {
            fence += "`";
        }
        text.append("\n\n%s:\n%s\n%s\n%s".formatted(title, fence, shown, fence));
    }

    private static String middleLeftOut(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        int head = boundary(text, MOST / 2);
        int tail = boundary(text, text.length() - MOST / 2);
        return "%s\n… %d characters left out …\n%s"
                .formatted(text.substring(0, head), tail - head, text.substring(tail));
    }

    /// Not between the halves of a pair.
    private static int boundary(String text, int at) {
        return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
