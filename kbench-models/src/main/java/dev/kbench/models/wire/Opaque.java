package dev.kbench.models.wire;

/// What goes back to a provider unchanged, as content carries it: one field of JSON, whose name
/// tells which client it is of.
public final class Opaque {
    private Opaque() {}

    /// Wraps a value.
    ///
    /// @param name the field's name
    /// @param json the value, JSON
    /// @return such as `{"signature":"…"}`
    public static String of(String name, String json) {
        return "{\"" + name + "\":" + json + "}";
    }

    /// Wraps a text.
    ///
    /// @param name the field's name
    /// @param text the text; one of base64 mostly
    /// @return such as `{"signature":"…"}`
    public static String ofText(String name, String text) {
        return of(name, Json.quoted(text));
    }

    /// The value of a field.
    ///
    /// @param opaque what a content carries
    /// @param name the field's name
    /// @return the value, JSON; empty where it is another client's, or none
    public static String value(String opaque, String name) {
        String start = "{\"" + name + "\":";
        return opaque.startsWith(start) && opaque.endsWith("}")
                ? opaque.substring(start.length(), opaque.length() - 1)
                : "";
    }
}
