package dev.kbench.view.page;

import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;

import java.util.ArrayList;
import java.util.List;

/// Two texts in one: what only the first says is struck out, what only the second says is
/// underlined.
final class Differences {
    private Differences() {}

    static List<Html> of(String first, String second) {
        List<Html> pieces = new ArrayList<>();
        for (WordDifference.Piece piece : WordDifference.of(first, second)) {
            pieces.add(
                    switch (piece.kind()) {
                        case BOTH -> Html.text(piece.text());
                        case FIRST -> Element.of("del", piece.text());
                        case SECOND -> Element.of("ins", piece.text());
                    });
        }
        return pieces;
    }
}
