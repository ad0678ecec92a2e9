package dev.kbench.view.html;

import dev.kbench.internal.text.SafeText;

import java.util.List;

/// A piece of a document. Everything in it that is not an element of ours is text.
public sealed interface Html permits Element, Html.Words, Html.Pieces {
    /// Nothing.
    ///
    /// @return no pieces
    static Html none() {
        return new Pieces(List.of());
    }

    /// A text.
    ///
    /// @param text any text; what is invisible or turns the direction of writing is shown by its
    ///   name, as on a terminal
    record Words(String text) implements Html {
        @Override
        public void writeTo(StringBuilder out) {
            escape(SafeText.block(text), out);
        }
    }

    /// Pieces one behind the other.
    ///
    /// @param pieces in order
    record Pieces(List<Html> pieces) implements Html {
        /// Copies the pieces.
        public Pieces {
            pieces = List.copyOf(pieces);
        }

        @Override
        public void writeTo(StringBuilder out) {
            pieces.forEach(piece -> piece.writeTo(out));
        }
    }

    /// A text.
    ///
    /// @param text any text
    /// @return the text as a piece
    static Html text(String text) {
        return new Words(text);
    }

    /// Pieces one behind the other.
    ///
    /// @param pieces in order
    /// @return all of them
    static Html of(List<? extends Html> pieces) {
        return new Pieces(List.copyOf(pieces));
    }

    /// Writes it.
    ///
    /// @param out where to
    void writeTo(StringBuilder out);

    /// Writes it alone.
    ///
    /// @return the markup
    default String written() {
        StringBuilder out = new StringBuilder();
        writeTo(out);
        return out.toString();
    }

    /// Writes a text so that it is one, between elements as in a quoted attribute.
    ///
    /// @param text any text
    /// @param out where to
    static void escape(String text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case 0 -> out.append('\uFFFD');
                default -> out.append(c);
            }
        }
    }
}
