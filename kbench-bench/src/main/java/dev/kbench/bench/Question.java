package dev.kbench.bench;

import java.nio.charset.StandardCharsets;

/// What a model is asked, and how its answer is known to be the answer to that: each question has a
/// number of its own, which the answer repeats.
final class Question {
    private static final String BEFORE = "Repeat this and nothing else, the number ";
    private static final byte[] MARK = "the number ".getBytes(StandardCharsets.US_ASCII);

    private Question() {}

    static String of(int number) {
        return BEFORE + number;
    }

    /// A question of about so many characters.
    static String of(int number, int length) {
        String text = of(number);
        return ". ".repeat(Math.max(0, length - text.length()) / 2) + text;
    }

    static boolean isAnswered(int number, String answer) {
        return answer.strip().equals(Integer.toString(number));
    }

    /// Where the number of the last question in a text begins; -1 where there is none.
    static int find(byte[] text, int from, int to) {
        for (int at = to - MARK.length; at >= from; at--) {
            int same = 0;
            while (same < MARK.length && text[at + same] == MARK[same]) {
                same++;
            }
            if (same == MARK.length) {
                return at + same;
            }
        }
        return -1;
    }

    /// The number that begins somewhere in a text, as far as there are digits.
    static String number(byte[] text, int from, int to) {
        int end = from;
        while (end < to && text[end] >= '0' && text[end] <= '9') {
            end++;
        }
        return new String(text, from, end - from, StandardCharsets.US_ASCII);
    }
}
