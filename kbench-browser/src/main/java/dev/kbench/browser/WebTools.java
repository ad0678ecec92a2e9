package dev.kbench.browser;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.answer.Thoughts;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds pages in what a model answered.
public final class WebTools {
    private static final Pattern OPENING =
            Pattern.compile("<html(?=[\\s>/])", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOCTYPE =
            Pattern.compile("<!doctype\\s[^>]{0,1000}>\\s*\\z", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSING =
            Pattern.compile("</html\\s{0,100}>", Pattern.CASE_INSENSITIVE);

    private WebTools() {}

    /// The page in an answer: from its first `<html` to its last `</html>`, whatever stands around.
    /// A document type before it is kept, since without one browsers lay a page out as in the
    /// nineties. What the model thought before (`<think>…</think>`) does not count where a page
    /// follows it.
    ///
    /// @param answer what a model answered
    /// @return the page; empty where there is none
    public static String extractHtml(String answer) {
        requireNonNull(answer, "answer: expected a text, got null");
        Thoughts told = Thoughts.before(answer);
        String page = told.any() && !told.endless() ? page(told.answer()) : "";
        return page.isEmpty() ? page(answer) : page;
    }

    private static String page(String answer) {
        Matcher opening = OPENING.matcher(answer);
        if (!opening.find()) {
            return "";
        }
        int end = -1;
        Matcher closing = CLOSING.matcher(answer);
        for (int from = opening.end(); closing.find(from); from = closing.end()) {
            end = closing.end();
        }
        return end < 0 ? "" : answer.substring(start(answer, opening.start()), end);
    }

    private static int start(String answer, int html) {
        int before = Math.max(0, html - 1_200);
        Matcher doctype = DOCTYPE.matcher(answer).region(before, html);
        return doctype.find() ? doctype.start() : html;
    }
}
