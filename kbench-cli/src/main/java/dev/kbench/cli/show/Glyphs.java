package dev.kbench.cli.show;

/// The signs a terminal can show. Each takes one column.
///
/// @param passed stands before what passed
/// @param failed stands before what did not pass, or failed
/// @param raised stands before a count of what failed
/// @param unmeasured stands before what has no verdict
/// @param notice stands before a notice
/// @param dot stands between parts of a line
/// @param rule makes a line across
/// @param bar what a progress bar is filled with
/// @param rest what the rest of it is filled with
record Glyphs(
        String passed,
        String failed,
        String raised,
        String unmeasured,
        String notice,
        String dot,
        String rule,
        String bar,
        String rest) {
    static final Glyphs UNICODE = new Glyphs("✓", "✗", "!", "?", "•", "·", "─", "━", "╌");
    static final Glyphs ASCII = new Glyphs("+", "x", "!", "?", "*", "|", "-", "#", ".");
}
