package dev.kbench.key;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds texts in other texts, in one pass over these however many there are: by their first
/// characters, of several at one place the longest, and what was put in a text's place is not
/// looked at again.
///
/// Thread-safe.
final class PrivateTexts {
    private static final char ELLIPSIS = '…';
    private static final int HEAD = PrivateValues.SHORTEST;

    /// Each in the forms in which it may stand somewhere, by its first characters.
    private final Map<String, List<String>> heads = new HashMap<>();

    /// For most places of a text tells that nothing begins there.
    private final boolean[] first;

    private final Set<String> forms = new LinkedHashSet<>();
    private @Nullable Map<String, List<Tail>> tails;

    /// What stands behind some character of a form.
    private record Tail(String form, int from) {}

    PrivateTexts(Collection<String> texts) {
        for (String text : texts) {
            String escaped = escaped(text);
            add(text);
            add(text.replace("\r\n", "\n"));
            add(canonical(text));
            add(escaped);
            add(escaped(escaped));
            add(ascii(escaped, "\\u%04x"));
            add(ascii(escaped, "\\u%04X"));
        }
        first = new boolean[Integer.highestOneBit(Math.clamp(16L * forms.size(), 64, 1 << 16))];
        heads.keySet().forEach(head -> first[place(head, 0)] = true);
    }

    private void add(String form) {
        if (forms.add(form)) {
            heads.computeIfAbsent(form.substring(0, HEAD), _ -> new ArrayList<>(1)).add(form);
        }
    }

    private int place(String text, int at) {
        return (31 * (31 * text.charAt(at) + text.charAt(at + 1)) + text.charAt(at + 2))
                & (first.length - 1);
    }

    /// As most writers of JSON have it.
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
    }

    private static String canonical(String text) {
        String json = CanonicalJson.of(text);
        return json.substring(1, json.length() - 1);
    }

    private static String ascii(String text, String escape) {
        StringBuilder out = new StringBuilder(text.length());
        text.chars()
                .forEach(
                        c -> {
                            if (c < 128) {
                                out.append((char) c);
                            } else {
                                out.append(escape.formatted(c));
                            }
                        });
        return out.toString();
    }

    /// The text with {@link PrivateValues#MARK} in the place of each.
    String without(String text) {
        StringBuilder out = null;
        int done = 0;
        int at = 0;
        while (at <= text.length() - HEAD) {
            int end = first[place(text, at)] ? end(text, at) : at;
            if (end == at && isBehindEllipsis(text, at)) {
                end = endOfTail(text, at);
            }
            if (end == at) {
                at++;
                continue;
            }
            out = out == null ? new StringBuilder(text.length()) : out;
            out.append(text, done, at).append(PrivateValues.MARK);
            done = end;
            at = end;
        }
        return out == null ? text : out.append(text, done, text.length()).toString();
    }

    /// Where the longest form that begins at a place ends: all of it, or so much of its beginning
    /// that it is told; at the place itself where none begins there.
    private int end(String text, int at) {
        int end = at;
        for (String form : heads.getOrDefault(text.substring(at, at + HEAD), List.of())) {
            int length = HEAD;
            while (length < form.length()
                    && at + length < text.length()
                    && form.charAt(length) == text.charAt(at + length)) {
                length++;
            }
            if (length == form.length()
                    || length >= PrivateValues.TELLING
                    || isCut(text, at + length)) {
                end = Math.max(end, at + length);
            }
        }
        return end;
    }

    private static boolean isCut(String text, int at) {
        return is(ELLIPSIS, text, at) || (isQuote(text, at) && is(ELLIPSIS, text, at + 1));
    }

    private static boolean isBehindEllipsis(String text, int at) {
        return is(ELLIPSIS, text, at - 1) || (isQuote(text, at - 1) && is(ELLIPSIS, text, at - 2));
    }

    private static boolean isQuote(String text, int at) {
        return is('"', text, at) || is('\'', text, at);
    }

    private static boolean is(char c, String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) == c;
    }

    /// Where a form ends whose beginning was cut off before a place.
    private int endOfTail(String text, int at) {
        int end = at;
        for (Tail tail : tails().getOrDefault(text.substring(at, at + HEAD), List.of())) {
            int length = tail.form().length() - tail.from();
            if (text.regionMatches(at, tail.form(), tail.from(), length)) {
                end = Math.max(end, at + length);
            }
        }
        return end;
    }

    /// Made once somebody needs it.
    private synchronized Map<String, List<Tail>> tails() {
        Map<String, List<Tail>> all = tails;
        if (all == null) {
            all = new HashMap<>();
            for (String form : forms) {
                for (int from = 1; from <= form.length() - HEAD; from++) {
                    all.computeIfAbsent(form.substring(from, from + HEAD), _ -> new ArrayList<>(1))
                            .add(new Tail(form, from));
                }
            }
            tails = all;
        }
        return all;
    }
}
