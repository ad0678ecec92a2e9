package dev.kbench.local.worker;

import java.util.List;
import java.util.Locale;

/// A model's own chat template, as the binding renders it. The binding cuts a beginning- or
/// end-of-text token off a rendered prompt, whether the tokenizer will add it again or not. A frame
/// of words around the template keeps it from that.
final class ChatTemplate {
    private static final String BEGIN = "kbench-prompt-begins";
    private static final String END = "kbench-prompt-ends";

    private ChatTemplate() {}

    /// The template with its frame. The line break after the first word leaves the template's own
    /// first line at the start of a line; the one at the template's end would not be rendered
    /// without the last word either.
    static String framed(String template) {
        String body =
                template.endsWith("\n") ? template.substring(0, template.length() - 1) : template;
        return BEGIN + "\n" + Carried.pack(body) + END;
    }

    static String unframed(String rendered) {
        if (!rendered.startsWith(BEGIN + "\n") || !rendered.endsWith(END)) {
            throw new IllegalStateException(
                    "expected the rendered chat template within its frame, got %d characters without it"
                            .formatted(rendered.length()));
        }
        return Carried.unpack(
                rendered.substring(BEGIN.length() + 1, rendered.length() - END.length()));
    }

    /// The request of the binding's template call, as JSON.
    static String request(List<String> roles, List<String> texts) {
        StringBuilder out = new StringBuilder("{\"messages\":[");
        for (int i = 0; i < roles.size(); i++) {
            out.append(i == 0 ? "" : ",").append("{\"role\":");
            quote(roles.get(i), out);
            out.append(",\"content\":");
            quote(Carried.pack(texts.get(i)), out);
            out.append('}');
        }
        return out.append("]}").toString();
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
