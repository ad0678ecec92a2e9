package dev.kbench.view.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.page.Hostile;
import dev.kbench.view.page.MadeRuns;
import dev.kbench.view.page.MadeShelf;
import dev.kbench.view.run.RunId;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class ReportTest {
    private static final Instant MADE = Instant.parse("2026-03-02T10:00:00Z");

    private final MadeShelf shelf =
            new MadeShelf(10_000, 3, index -> MadeRuns.rich("made~" + index));

    private static ReportOptions options(RunQuery query, int lines, int transcripts) {
        return new ReportOptions(
                "Rivers <b>& seas</b>", "out", MADE, query, lines, transcripts, List.of());
    }

    private static String between(String page, String from, String to) {
        int start = page.indexOf(from) + from.length();
        return page.substring(start, page.indexOf(to, start));
    }

    private static String digest(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void isOneFileBelowTwoMegabytes() {
        String page = HtmlReport.of(shelf, options(RunQuery.ALL, 200, 20));
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isBetween(1_000_000, 2_000_000);
        assertThat(page)
                .contains("<title>Rivers &lt;b&gt;&amp; seas&lt;/b&gt;</title>")
                .contains("10,000 runs of 4 models at 3 tasks, from out. Made ")
                .contains("The first 200 of ");
        assertThat(between(page, "<main", "</main>")).doesNotContain("src=\"", "href=\"/");
    }

    /// The policy allows what stands there, and nothing else.
    @Test
    void itsPolicyNamesItsOwnStyleAndScript() throws Exception {
        String page = HtmlReport.of(shelf, options(RunQuery.ALL, 1, 1));
        String policy = between(page, "Content-Security-Policy\" content=\"", "\"");
        String style = between(page, "<style>", "</style>");
        String script = between(page, "<script type=\"module\">", "</script>");
        assertThat(policy)
                .isEqualTo(
                        "default-src 'none'; img-src data:; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                                .formatted(digest(style), digest(script)));
        assertThat(script).contains("const echarts={").doesNotContain("import ", "export{");
        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(1);
    }

    @Test
    void whatIsShownIsLinkedAndOneOfEachTaskAndModelComesFirst() {
        String page = HtmlReport.of(shelf, options(RunQuery.ALL, 200, 12));
        List<String> cards =
                Pattern.compile("<div id=\"(run-made~\\d+)\"")
                        .matcher(page)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList();
        assertThat(cards).hasSize(12).doesNotHaveDuplicates();
        assertThat(
                        cards.stream()
                                .map(id -> Integer.parseInt(id.substring("run-made~".length())))
                                .map(index -> shelf.line(index).task() + shelf.line(index).model())
                                .distinct())
                .hasSize(12);
        assertThat(page).contains("href=\"#" + cards.getFirst() + "\"");
    }

    @Test
    void aChosenRunComesFirst() {
        ReportOptions chosen =
                new ReportOptions(
                        "t", "", MADE, RunQuery.ALL, 5, 1, List.of(new RunId("made~1234")));
        String page = HtmlReport.of(shelf, chosen);
        assertThat(page.indexOf("<div id=\"run-made~1234\"")).isPositive();
        assertThat(Pattern.compile("<div id=\"run-").matcher(page).results()).hasSize(2);
    }

    @Test
    void hostileTextsAreText() {
        MadeShelf hostile =
                new MadeShelf(
                        100,
                        1,
                        index ->
                                MadeRuns.answering(
                                        "made~" + index,
                                        Hostile.TEXTS.get(index % Hostile.TEXTS.size())));
        String page = HtmlReport.of(hostile, options(RunQuery.ALL, 10, 3));
        String main = page.substring(page.indexOf("<main"), page.indexOf("</main>"));
        assertThat(main)
                .doesNotContain("<script", "<svg/", "<iframe", "onerror=\"", "javascript:\"");
        assertThat(page.length()).isLessThan(2_000_000);
    }

    @Test
    void markdownIsForAPullRequest() {
        RunQuery some = RunQuery.ALL.with(RunColumn.TASK, List.of("River Quiz"));
        String report = MarkdownReport.of(shelf, options(some, 2, 0));
        assertThat(report)
                .startsWith(
                        """
                        ## Rivers &lt;b>&amp; seas&lt;/b>

                        3,336 runs of 4 models at 3 tasks, from out.

                        | Model | All tasks | River Quiz | Chess Mates | Tide Tables |
                        | --- | ---: | ---: | ---: | ---: |
                        | demo/שלום | 80.0 % (77.7–82.3); 2,700 of 3,000 measured | 74.0 % (70.0–78.0); 900 of 1,000 measured |\
                        """)
                .contains("\n| Task | Model | Row | Came to | Result |\n");
        assertThat(report).contains("### Did not pass: ", ", of which the first 2\n");
    }

    @Test
    void whatMeansSomethingInMarkdownDoesNot() {
        ReportOptions options =
                new ReportOptions(
                        "@all | [x](http://evil) `a` <img> $x$",
                        "",
                        MADE,
                        RunQuery.ALL,
                        0,
                        0,
                        List.of());
        assertThat(MarkdownReport.of(shelf, options))
                .startsWith("## &#64;all \\| \\[x\\](http&#58;//evil) \\`a\\` &lt;img> \\$x\\$\n");
    }
}
