package dev.kbench.view.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class HtmlTest {
    @Test
    void aTextIsNoMarkup() {
        assertThat(Element.of("p", "<script>alert('1 & 2')</script>").written())
                .isEqualTo("<p>&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;</p>");
    }

    @Test
    void aTextEndsNoAttribute() {
        assertThat(Element.of("img").set("alt", "\" onerror='x' <b>").written())
                .isEqualTo("<img alt=\"&quot; onerror=&#39;x&#39; &lt;b&gt;\">");
    }

    @Test
    void whatIsInvisibleOrTurnsTheWritingIsNamed() {
        assertThat(Element.of("p", "a\u202Eb\u001B[31m\u0000").written())
                .isEqualTo("<p>a&lt;U+202E&gt;b␛[31m␀</p>");
    }

    @Test
    void rightToLeftScriptStaysAsItIs() {
        assertThat(Element.of("p", "שלום עולם").set("dir", "auto").written())
                .isEqualTo("<p dir=\"auto\">שלום עולם</p>");
    }

    @Test
    void aTextsFirstLineEndIsKept() {
        assertThat(Element.of("pre", "\na").written()).isEqualTo("<pre>\n\na</pre>");
    }

    @Test
    void emptyAttributesAndVoidElementsAreShort() {
        assertThat(Element.of("input").flag("checked", true).flag("disabled", false).written())
                .isEqualTo("<input checked>");
    }

    @Test
    void aPictureMayBringItsBytes() {
        assertThat(Element.picture("image/png", "iVBORw0=").written())
                .isEqualTo("<img src=\"data:image/png;base64,iVBORw0=\">");
        for (String type : List.of("image/svg+xml", "text/html", "image/png,")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Element.picture(type, "iVBORw0="))
                    .withMessage(
                            "expected a picture of [image/png, image/jpeg, image/gif, image/webp],"
                                    + " in base64, got one of '%s'",
                            type);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Element.picture("image/png", "x\" onerror=\"y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iframe",
                "object",
                "embed",
                "style",
                "base",
                "template",
                "math",
                "foreignObject",
                "a b",
                ""
            })
    void whatRunsOrLoadsSomethingIsNoElement(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Element.of(name))
                .withMessage("expected an element that runs and loads nothing, got '%s'", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"onclick", "style", "srcdoc", "formaction", "xlink:href", "data-", "a\"b"})
    void whatRunsOrLoadsSomethingIsNoAttribute(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Element.of("div").set(name, "x"))
                .withMessage("expected an attribute that runs and loads nothing, got '%s'", name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "//evil.example",
                "/\\evil.example",
                "/\t/evil.example",
                "http://evil.example",
                "data:text/html,x",
                "",
                " /runs"
            })
    void anAddressLeadsToThisServer(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Element.of("a").set("href", address))
                .withMessage(
                        "href: expected a path of this server, such as /runs, a query or an"
                                + " anchor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/runs", "?a=b", "#main"})
    void anAddressOfThisServerIsTaken(String address) {
        assertThat(Element.of("a").set("href", address).written())
                .isEqualTo("<a href=\"%s\"></a>", address);
    }

    @Test
    void aScriptHasNoText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Element.of("script", "alert(1)"))
                .withMessage("script: expected no content");
    }
}
