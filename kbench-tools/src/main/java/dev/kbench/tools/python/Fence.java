package dev.kbench.tools.python;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The line that opens a block of code in Markdown (CommonMark 0.31, 4.5), however far it is
/// indented, since answers have blocks in lists.
///
/// @param mark the character, a backtick or a tilde
/// @param length how many there are
/// @param indent how many columns stand before it
/// @param language the first word after it, in lower case; empty where there is none
record Fence(char mark, int length, int indent, String language) {
    private static final Pattern OPENING =
            Pattern.compile("([ \\t]*)(?:(`{3,})([^`]*)|(~{3,})(.*))");

    /// Reads a line.
    ///
    /// @return empty for a line that opens no block
    static Optional<Fence> opening(String line) {
        Matcher found = OPENING.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        boolean ticks = found.group(2) != null;
        String marks = ticks ? found.group(2) : found.group(4);
        return Optional.of(
                new Fence(
                        marks.charAt(0),
                        marks.length(),
                        found.group(1).length(),
                        language(ticks ? found.group(3) : found.group(5))));
    }

    /// Reads a line at whose end a block of Python opens, after words such as `Here it is:` or the
    /// mark of a list. To CommonMark words before it make it no fence, but models write them.
    ///
    /// @return empty for a line that opens no such block
    static Optional<Fence> late(String line) {
        int first = line.indexOf('`');
        int last = line.lastIndexOf('`');
        String marks = line.substring(Math.max(first, 0), last + 1);
        String language = line.substring(last + 1).strip().toLowerCase(Locale.ROOT);
        Fence fence = new Fence('`', marks.length(), 0, language);
        return marks.length() >= 3 && fence.isPython() && fence.isClosedBy(marks)
                ? Optional.of(fence)
                : Optional.empty();
    }

    /// `python`, `Python title="x"`, `{.python .numberLines}`, `{python}`, `python:main.py`.
    private static String language(String info) {
        String word = info.strip().replaceFirst("^\\{\\s*[.=]?", "");
        return word.split("[\\s,:;{}()\\[\\]]", 2)[0].toLowerCase(Locale.ROOT);
    }

    /// Whether a line closes this block.
    boolean isClosedBy(String line) {
        String text = line.strip();
        return text.length() >= length && text.chars().allMatch(c -> c == mark);
    }

    /// Whether the block says that it is Python.
    boolean isPython() {
        return switch (language) {
            case "python",
                    "python3",
                    "py",
                    "py3",
                    "ipython",
                    "ipython3",
                    "pycon",
                    "pycon3",
                    "doctest",
                    "sage" ->
                    true;
            default -> language.matches("python3?\\.\\d+|python[23]?-.*");
        };
    }

    /// Whether the block may hold blocks of its own.
    boolean isProse() {
        return switch (language) {
            case "", "markdown", "md", "text", "txt", "plaintext", "quarto", "rmd" -> true;
            default -> false;
        };
    }
}
