package dev.kbench.view.fragment;

import dev.kbench.store.Redaction;
import dev.kbench.table.DataFrame;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.page.Figures;
import dev.kbench.view.page.LongTexts;

import java.util.List;
import java.util.Optional;

/// The beginning of a table, with how much there is of it.
///
/// @param redaction what is not shown
record TableFragment(Redaction redaction) {
    private static final int ROWS = 50;
    private static final int COLUMNS = 30;

    /// How much of one cell is shown, in characters.
    private static final int CELL = 300;

    Html of(DataFrame table) {
        DataFrame shown = table.head(ROWS).shown();
        List<String> names = table.columns().stream().limit(COLUMNS).toList();
        Element head = Element.of("tr", Element.of("td"));
        names.forEach(name -> head.add(heading(name, "col")));
        Element body = Element.of("tbody");
        for (int row = 0; row < shown.height(); row++) {
            Element line = Element.of("tr", heading(shown.labels().get(row), "row"));
            for (String name : names) {
                line.add(cell(shown.column(name).value(row)));
            }
            body.add(line);
        }
        Element lines = Element.of("table", Element.of("thead", head), body).classed("lines");
        return Html.of(List.of(Element.of("div", lines).classed("scroll"), size(table)));
    }

    private Element heading(String text, String scope) {
        return Element.of("th", LongTexts.alone(CELL).said(redaction.text(text)))
                .set("scope", scope);
    }

    private Html cell(Optional<Object> value) {
        if (value.isEmpty()) {
            return Element.of("td", Element.of("span", "missing").classed("soft"));
        }
        Element cell =
                Element.of(
                        "td", LongTexts.alone(CELL).said(redaction.text(value.get().toString())));
        return value.get() instanceof Number ? cell.classed("number") : cell;
    }

    private static Html size(DataFrame table) {
        return Element.of(
                        "p",
                        "%s, %s"
                                .formatted(
                                        part(table.height(), ROWS, "row"),
                                        part(table.width(), COLUMNS, "column")))
                .classed("soft small");
    }

    /// Such as `2 rows`, or `the first 50 of 1,000,000 rows`.
    static String part(long all, int shown, String what) {
        String count = Figures.count(all) + " " + what + (all == 1 ? "" : "s");
        return all <= shown ? count : "the first %d of %s".formatted(shown, count);
    }
}
