package dev.kbench.view.page;

import dev.kbench.internal.text.SafeText;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The texts of a page that a model or a user wrote. Of a long one the page shows the beginning,
/// and the rest when it is asked for: it is numbered in the order in which the page comes to it.
/// One thread.
public final class LongTexts {
    /// How much of a text the page shows at once, in characters.
    static final int SHOWN = 20_000;

    private final String path;
    private final int most;
    private final List<String> cut = new ArrayList<>();

    /// Counts from 0.
    ///
    /// @param path where the numbered texts are had, such as `/run/x/text/`; empty for a page that
    ///   shows the beginning alone
    LongTexts(String path) {
        this(path, SHOWN);
    }

    private LongTexts(String path, int most) {
        this.path = path;
        this.most = most;
    }

    /// Those of a document in which the rest of a long one is not to be had.
    ///
    /// @param most how much of a text is shown, in characters
    /// @return texts of one document
    public static LongTexts alone(int most) {
        return new LongTexts("", most);
    }

    /// A text of any number of lines, in the direction of its own words.
    ///
    /// @param text any text
    /// @return the text, or its beginning
    public Html said(String text) {
        return shown("div", "said", text);
    }

    /// A text in which columns count, such as code.
    ///
    /// @param text any text
    /// @return the text, or its beginning
    public Html code(String text) {
        return shown("pre", "", text);
    }

    private Html shown(String element, String classes, String text) {
        Element made = Element.of(element).set("dir", element.equals("pre") ? "ltr" : "auto");
        if (!classes.isEmpty()) {
            made.classed(classes);
        }
        if (text.length() <= most) {
            return made.add(text);
        }
        if (path.isEmpty()) {
            return made.add(
                    String.format(
                            Locale.ROOT, "%s (of %,d characters)", beginning(text), text.length()));
        }
        int number = cut.size();
        cut.add(text);
        String place = "text-" + number;
        return Html.of(
                List.of(
                        made.set("id", place)
                                .classed((classes + " boxed").strip())
                                .set("tabindex", "0")
                                .add(beginning(text)),
                        Element.of(
                                        "a",
                                        String.format(
                                                Locale.ROOT,
                                                "Show all %,d characters",
                                                text.length()))
                                .classed("cut")
                                .set("href", path + number)
                                .set("data-place", place)));
    }

    private String beginning(String text) {
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + " …";
    }

    /// A text that was cut, whole, as it is shown.
    ///
    /// @param number its number
    Optional<String> whole(long number) {
        return number < cut.size()
                ? Optional.of(SafeText.block(cut.get((int) number)))
                : Optional.empty();
    }
}
