package dev.kbench.models.wire;

import java.nio.charset.StandardCharsets;

/// A model's name as a part of an address's path: slashes stay, whatever else has a meaning in an
/// address is encoded (RFC 3986, 3.3).
public final class PathSegments {
    private static final String PLAIN = "-._~!$'()*+,;=:@/";

    private PathSegments() {}

    /// Encodes a name.
    ///
    /// @param name any text
    /// @return text that a path may hold
    public static String of(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (byte b : WellFormed.of(name).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c < 0x80
                            && ((c >= 'a' && c <= 'z')
                                    || (c >= 'A' && c <= 'Z')
                                    || (c >= '0' && c <= '9')
                                    || PLAIN.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
