package dev.kbench.models.genai;

/// Names of fields: this protocol writes them `likeThis`; its clients in other languages know them
/// `like_this`, and both are taken.
final class Names {
    private Names() {}

    static String camel(String name) {
        if (name.indexOf('_') <= 0) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '_' && i + 1 < name.length()) {
                i++;
                out.append(Character.toUpperCase(name.charAt(i)));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
