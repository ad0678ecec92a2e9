package dev.kbench.mcp;

/// Names as every model's API takes them. A server's may hold dots, slashes and more.
final class ToolNames {
    private static final int LONGEST = 64;

    private ToolNames() {}

    /// The name that models are told.
    ///
    /// @param prefix what it begins with
    /// @param name the server's
    /// @return letters, digits, `_` and `-`, at most 64, a letter or `_` first
    static String of(String prefix, String name) {
        String plain = prefix + name.replaceAll("[^A-Za-z0-9_-]", "_");
        if (!plain.matches("[A-Za-z_].*")) {
            plain = "_" + plain;
        }
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }
}
