package dev.kbench.view.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// An element: one of a fixed set, with attributes of a fixed set. One thread until it is written.
///
/// What could run a script or load something is not among them: no `style`, no `on…`, no `iframe`;
/// a `script` has a source of this server and no text, and addresses lead to this server alone, or
/// are the bytes of a picture.
public final class Element implements Html {
    private static final Set<String> VOID =
            Set.of("br", "hr", "img", "input", "link", "meta", "col", "source");
    private static final Set<String> NAMES =
            Set.of(
                    "a",
                    "abbr",
                    "article",
                    "aside",
                    "audio",
                    "b",
                    "body",
                    "br",
                    "button",
                    "caption",
                    "code",
                    "col",
                    "colgroup",
                    "dd",
                    "del",
                    "details",
                    "dialog",
                    "div",
                    "dl",
                    "dt",
                    "em",
                    "fieldset",
                    "figcaption",
                    "figure",
                    "footer",
                    "form",
                    "g",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "head",
                    "header",
                    "hr",
                    "html",
                    "i",
                    "img",
                    "input",
                    "ins",
                    "kbd",
                    "label",
                    "legend",
                    "li",
                    "link",
                    "main",
                    "mark",
                    "menu",
                    "meta",
                    "meter",
                    "nav",
                    "noscript",
                    "ol",
                    "option",
                    "output",
                    "p",
                    "pre",
                    "progress",
                    "q",
                    "rect",
                    "s",
                    "samp",
                    "script",
                    "section",
                    "select",
                    "small",
                    "source",
                    "span",
                    "strong",
                    "sub",
                    "summary",
                    "sup",
                    "svg",
                    "table",
                    "tbody",
                    "td",
                    "textarea",
                    "tfoot",
                    "th",
                    "thead",
                    "time",
                    "title",
                    "tr",
                    "ul",
                    "var",
                    "video",
                    "wbr");
    private static final Set<String> ATTRIBUTES =
            Set.of(
                    "accept-charset",
                    "accesskey",
                    "action",
                    "alt",
                    "autocomplete",
                    "autofocus",
                    "charset",
                    "checked",
                    "class",
                    "colspan",
                    "content",
                    "controls",
                    "datetime",
                    "dir",
                    "disabled",
                    "download",
                    "for",
                    "headers",
                    "height",
                    "hidden",
                    "high",
                    "href",
                    "id",
                    "inputmode",
                    "label",
                    "lang",
                    "list",
                    "loading",
                    "low",
                    "max",
                    "maxlength",
                    "media",
                    "method",
                    "min",
                    "name",
                    "open",
                    "optimum",
                    "pattern",
                    "placeholder",
                    "preload",
                    "rel",
                    "required",
                    "role",
                    "rowspan",
                    "scope",
                    "selected",
                    "size",
                    "span",
                    "spellcheck",
                    "src",
                    "start",
                    "step",
                    "tabindex",
                    "title",
                    "translate",
                    "type",
                    "value",
                    "width",
                    "x",
                    "y");
    private static final Set<String> ADDRESSES = Set.of("href", "src", "action");

    private static final List<String> PICTURES =
            List.of("image/png", "image/jpeg", "image/gif", "image/webp");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Html> content = new ArrayList<>();

    private Element(String name) {
        this.name = name;
    }

    /// Makes one.
    ///
    /// @param name its name, such as `div`
    /// @param content what is in it, in order
    /// @return the element
    /// @throws IllegalArgumentException if it is none of those that pages are made of
    public static Element of(String name, Html... content) {
        if (!NAMES.contains(name)) {
            throw new IllegalArgumentException(
                    "expected an element that runs and loads nothing, got '%s'".formatted(name));
        }
        Element element = new Element(name);
        for (Html piece : content) {
            element.add(piece);
        }
        return element;
    }

    /// Makes one of a text.
    ///
    /// @param name its name
    /// @param text what is in it
    /// @return the element
    public static Element of(String name, String text) {
        return of(name).add(text);
    }

    /// Whether a type is that of a picture of which a browser runs nothing.
    ///
    /// @param type such as `image/png`; SVG is none
    /// @return true for PNG, JPEG, GIF and WebP
    public static boolean isPicture(String type) {
        return PICTURES.contains(type);
    }

    /// Makes a picture that brings its bytes along, for documents that no server stands behind.
    ///
    /// @param type its type, one of which {@link #isPicture} is true
    /// @param base64 its bytes
    /// @return the picture
    /// @throws IllegalArgumentException if it is of another type, or no base64
    public static Element picture(String type, String base64) {
        if (!isPicture(type) || !BASE64.matcher(base64).matches()) {
            throw new IllegalArgumentException(
                    "expected a picture of %s, in base64, got one of '%s'"
                            .formatted(PICTURES, type));
        }
        Element picture = of("img");
        picture.attributes.put("src", "data:%s;base64,%s".formatted(type, base64));
        return picture;
    }

    /// Sets an attribute.
    ///
    /// @param attribute its name; `data-…` and `aria-…` are always taken
    /// @param value its value; of an address one of this server: a path, a query or an anchor
    /// @return this element
    /// @throws IllegalArgumentException if it could run or load something
    public Element set(String attribute, String value) {
        boolean known =
                ATTRIBUTES.contains(attribute) || attribute.matches("(data|aria)-[a-z0-9-]+");
        if (!known) {
            throw new IllegalArgumentException(
                    "expected an attribute that runs and loads nothing, got '%s'"
                            .formatted(attribute));
        }
        if (ADDRESSES.contains(attribute) && !isOwn(value)) {
            throw new IllegalArgumentException(
                    "%s: expected a path of this server, such as /runs, a query or an anchor"
                            .formatted(attribute));
        }
        attributes.put(attribute, value);
        return this;
    }

    /// Whether an address leads to this server: two slashes or one with a backslash would lead to
    /// another.
    private static boolean isOwn(String address) {
        return address.matches("(?s)(/(?![/\\\\])|[?#]).*|/")
                && !address.matches("(?s).*[\\t\\r\\n].*");
    }

    /// Sets its classes.
    ///
    /// @param classes separated by spaces
    /// @return this element
    public Element classed(String classes) {
        return set("class", classes);
    }

    /// Sets an attribute that has no value, such as `hidden`.
    ///
    /// @param attribute its name
    /// @param on whether it is there
    /// @return this element
    public Element flag(String attribute, boolean on) {
        return on ? set(attribute, "") : this;
    }

    /// Adds a piece.
    ///
    /// @param piece comes last
    /// @return this element
    public Element add(Html piece) {
        checkContent();
        content.add(piece);
        return this;
    }

    /// Adds pieces.
    ///
    /// @param pieces come last, in order
    /// @return this element
    public Element addAll(List<? extends Html> pieces) {
        pieces.forEach(this::add);
        return this;
    }

    /// Adds a text.
    ///
    /// @param text comes last
    /// @return this element
    public Element add(String text) {
        return add(Html.text(text));
    }

    private void checkContent() {
        if (VOID.contains(name) || name.equals("script")) {
            throw new IllegalArgumentException("%s: expected no content".formatted(name));
        }
    }

    @Override
    public void writeTo(StringBuilder out) {
        out.append('<').append(name);
        attributes.forEach(
                (attribute, value) -> {
                    out.append(' ').append(attribute);
                    if (!value.isEmpty()) {
                        out.append("=\"");
                        Html.escape(value, out);
                        out.append('"');
                    }
                });
        out.append('>');
        if (!VOID.contains(name)) {
            if (name.equals("pre") || name.equals("textarea")) {
                out.append(
                        '\n'); // the parser takes away one line end here: this one, not the text's
            }
            content.forEach(piece -> piece.writeTo(out));
            out.append("</").append(name).append('>');
        }
    }
}
