package dev.kbench.cli.notebook;

/// A cell of a notebook.
///
/// @param markdown whether it is text rather than code
/// @param source what is in it
record Cell(boolean markdown, String source) {
    static Cell code(String source) {
        return new Cell(false, source);
    }

    static Cell text(String source) {
        return new Cell(true, source);
    }
}
