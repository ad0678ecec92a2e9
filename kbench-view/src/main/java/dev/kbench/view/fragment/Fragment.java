package dev.kbench.view.fragment;

import dev.kbench.view.html.Html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A value as a piece of another document.
///
/// @param html an element with its own style, which holds inside it alone; without scripts, and
///   without addresses that anything is loaded from
/// @param text the same for a place that shows no markup
public record Fragment(String html, String text) {
    private static final String STYLE = style();

    /// @param content what is shown
    /// @param text the same as text
    static Fragment of(Html content, String text) {
        StringBuilder out = new StringBuilder("<div class=\"kbench\"><style>").append(STYLE);
        content.writeTo(out.append("</style>"));
        return new Fragment(out.append("</div>").toString(), text);
    }

    private static String style() {
        try (InputStream in = Fragment.class.getResourceAsStream("fragment.css")) {
            if (in == null) {
                throw new IllegalStateException("fragment.css is not in the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
