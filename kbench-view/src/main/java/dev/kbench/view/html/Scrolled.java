package dev.kbench.view.html;

/// What may be wider than the window: it scrolls for itself, by the keyboard too.
public final class Scrolled {
    private Scrolled() {}

    /// A box around it.
    ///
    /// @param name what a screen reader calls the box
    /// @param content such as a table
    /// @return the box
    public static Element of(String name, Html content) {
        return Element.of("div", content)
                .set("tabindex", "0")
                .set("role", "group")
                .set("aria-label", name)
                .classed("scroll");
    }
}
