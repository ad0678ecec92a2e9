import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Has a page written, opens it, and looks at what its readers would see, what it logs, and whom it
/// asks for more.
@Benchmark("web_page")
void writesPage(Llm llm) {
    String answer =
            llm.prompt(
                    "Write a web page with the heading \"Tide table\". Its script logs how many"
                            + " headings it has, as in: 1 heading. Use nothing from the network.");
    String html = WebTools.extractHtml(answer);
    requireAssertion(!html.isEmpty(), "The answer should have a page.");
    try (var browser = Browser.open()) {
        Snapshot page =
                browser.takeSnapshot(
                        html, with -> with.size(800, 600).timeout(Duration.ofSeconds(20)));
        assertContainsRegex("<h1[^>]*>\\s*Tide table\\s*</h1>", page.html(), "The heading.");
        assertEqual(List.of("1 heading"), page.logTexts(), "What it logs.");
        assertEmpty(page.errors(), "No error of its script.");
        assertEmpty(page.blocked(), "Nothing from the network.");
    }
}

// %%
/// Has a model judge the picture of a page.
@Benchmark("page_is_read")
void readsPage(Llm llm) {
    try (var browser = Browser.open()) {
        Image picture =
                browser.takeScreenshot(
                        "<body style='font: 60px serif'>Low water at 06:40</body>",
                        with -> with.size(800, 200).visibleToLlm(false));
        String time = llm.prompt("When is low water?", with -> with.image(picture));
        assertNotEmpty(time, "An answer.");
    }
}

// %%
void main() {
    Task.of(this::writesPage).run(llm());
    Task.of(this::readsPage).run(llm());
}
