package dev.kbench.internal.answer;

import java.util.List;

/// An answer without the thoughts in front of it, where a server leaves them in: `<think>…</think>`
/// or the like. Of `</think>` the beginning may be missing, since some models' templates write it
/// into the prompt.
///
/// @param answer what stands behind the thoughts; all of it where there are none
/// @param any whether there are thoughts
/// @param endless whether they do not end: then there is no answer
public record Thoughts(String answer, boolean any, boolean endless) {
    private static final List<String> NAMES =
            List.of("think", "thinking", "thought", "reasoning", "scratchpad");
    private static final String CLOSE = "</think>";

    /// Tells an answer from the thoughts in front of it.
    ///
    /// @param answer what a model wrote
    /// @return the thoughts, if any, and the answer
    public static Thoughts before(String answer) {
        String body = answer.stripLeading();
        for (String name : NAMES) {
            for (String brackets : List.of("<>", "[]")) {
                String open = brackets.charAt(0) + name + brackets.charAt(1);
                if (body.regionMatches(true, 0, open, 0, open.length())) {
                    return begun(body, brackets.charAt(0) + "/" + name + brackets.charAt(1));
                }
            }
        }
        int close = answer.indexOf(CLOSE);
        int open = answer.indexOf("<think>");
        boolean begunInThePrompt =
                close >= 0 && (open < 0 || open > close) && !isInJson(answer, close);
        return begunInThePrompt ? behind(answer, close + CLOSE.length()) : none(answer);
    }

    private static Thoughts begun(String body, String end) {
        for (int close = 0; close <= body.length() - end.length(); close++) {
            if (body.regionMatches(true, close, end, 0, end.length())) {
                return behind(body, close + end.length());
            }
        }
        return new Thoughts("", true, true);
    }

    private static Thoughts behind(String text, int end) {
        return new Thoughts(text.substring(end), true, false);
    }

    private static Thoughts none(String answer) {
        return new Thoughts(answer, false, false);
    }

    /// Whether the first JSON of a text, or the text as a whole, holds a place.
    private static boolean isInJson(String answer, int place) {
        int start = 0;
        while (start < place && "{[".indexOf(answer.charAt(start)) < 0) {
            start++;
        }
        String body = answer.stripLeading();
        if (body.startsWith("\"")) {
            start = answer.length() - body.length();
        }
        if (start == place) {
            return false;
        }
        JsonReader reader = new JsonReader(answer);
        return reader.read(start) != null && reader.end() > place;
    }
}
