package dev.kbench.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WebToolsTest {
    @Test
    void pageIsFoundInAFence() {
        assertThat(
                        WebTools.extractHtml(
                                "Here it is:\r\n```html\r\n<html lang=en>\r\n<p>1</html>\r\n```"))
                .isEqualTo("<html lang=en>\r\n<p>1</html>");
    }

    @Test
    void documentTypeIsKept() {
        assertThat(WebTools.extractHtml("Sure! <!DOCTYPE html>\n<HTML><p>x</HTML> Enjoy."))
                .isEqualTo("<!DOCTYPE html>\n<HTML><p>x</HTML>");
    }

    @Test
    void tagMayBeBrokenOverLines() {
        assertThat(WebTools.extractHtml("<html\n  lang='en'\n>x</html\n>"))
                .isEqualTo("<html\n  lang='en'\n>x</html\n>");
    }

    @Test
    void lastEndCounts() {
        assertThat(WebTools.extractHtml("<html><script>'</html>'</script></html> </htmlx>"))
                .isEqualTo("<html><script>'</html>'</script></html>");
    }

    @Test
    void whatTheModelThoughtIsNoPartOfThePageBehindIt() {
        assertThat(
                        WebTools.extractHtml(
                                "<think>maybe <html>a draft</html>?</think>\n<html>x</html>"))
                .isEqualTo("<html>x</html>");
        assertThat(WebTools.extractHtml("a <html>draft</html></think><html>x</html>"))
                .isEqualTo("<html>x</html>");
        assertThat(WebTools.extractHtml("<think><html>x</html></think>Done."))
                .isEqualTo("<html>x</html>");
        assertThat(WebTools.extractHtml("<think><html>x</html>")).isEqualTo("<html>x</html>");
    }

    @Test
    void anotherElementIsNoPage() {
        assertThat(WebTools.extractHtml("<htmlx></html>")).isEmpty();
        assertThat(WebTools.extractHtml("<p>words</p>")).isEmpty();
        assertThat(WebTools.extractHtml("<html>never ends")).isEmpty();
        assertThat(WebTools.extractHtml("</html><html>")).isEmpty();
        assertThat(WebTools.extractHtml("")).isEmpty();
    }

    @Test
    void hostileTextCostsLittle() {
        String text = "<!doctype ".repeat(200_000) + "<html>" + "</html ".repeat(200_000);

        assertThat(WebTools.extractHtml(text)).isEmpty();
    }
}
