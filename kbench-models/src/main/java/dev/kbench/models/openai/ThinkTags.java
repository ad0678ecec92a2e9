package dev.kbench.models.openai;

/// Tells the thoughts in an answer from its text: what stands between `<think>` and `</think>`,
/// wherever the pieces are cut. Of white space, what the thoughts leave at the text's ends goes,
/// and line breaks behind them; an answer without thoughts stays as it is, one whose thoughts do
/// not end too.
///
/// One thread.
final class ThinkTags {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    /// Takes what was told apart.
    interface Parts {
        /// Takes the next piece of the text.
        void text(String piece);

        /// Takes the next piece of a thought.
        void thought(String piece);

        /// A thought has ended; this is all of it, without white space at its ends.
        void ended(String thought);
    }

    private final Parts parts;

    /// What cannot be told yet: the beginning of a tag, maybe.
    private String rest = "";

    private final StringBuilder space = new StringBuilder();
    private final StringBuilder thought = new StringBuilder();
    private boolean inside;
    private boolean behindThought;
    private boolean textBegun;
    private boolean found;

    ThinkTags(Parts parts) {
        this.parts = parts;
    }

    /// Whether a whole thought was found.
    boolean found() {
        return found;
    }

    void take(String piece) {
        String left = rest + piece;
        while (true) {
            String tag = inside ? CLOSE : OPEN;
            int at = left.indexOf(tag);
            if (at < 0) {
                int keep = left.length() - beginning(left, tag);
                pass(left.substring(0, keep));
                rest = left.substring(keep);
                return;
            }
            pass(left.substring(0, at));
            left = left.substring(at + tag.length());
            if (inside) {
                parts.ended(thought.toString().strip());
                found = true;
                behindThought = true;
            } else {
                behindThought = false;
                if (!textBegun) {
                    space.setLength(0);
                }
            }
            thought.setLength(0);
            inside = !inside;
        }
    }

    /// How many characters at a text's end may be a tag's beginning.
    private static int beginning(String text, String tag) {
        for (int n = Math.min(text.length(), tag.length() - 1); n > 0; n--) {
            if (text.endsWith(tag.substring(0, n))) {
                return n;
            }
        }
        return 0;
    }

    private void pass(String piece) {
        if (inside) {
            if (!piece.isEmpty()) {
                thought.append(piece);
                parts.thought(piece);
            }
            return;
        }
        int from = 0;
        while (from < piece.length() && isDropped(piece.charAt(from))) {
            from++;
        }
        behindThought &= from == piece.length();
        int end = piece.length();
        while (end > from && Character.isWhitespace(piece.charAt(end - 1))) {
            end--;
        }
        if (end > from) {
            textBegun = true;
            parts.text(space + piece.substring(from, end));
            space.setLength(0);
        }
        space.append(piece, end, piece.length());
    }

    private boolean isDropped(char c) {
        return (behindThought && c == '\n') || (found && !textBegun && Character.isWhitespace(c));
    }

    /// Passes on what was held back.
    void end() {
        if (inside) {
            String open = OPEN + thought + rest;
            rest = "";
            inside = false;
            behindThought = false;
            pass(open);
        } else {
            pass(rest);
            rest = "";
        }
        if (!found && !space.isEmpty()) {
            parts.text(space.toString());
        }
    }
}
