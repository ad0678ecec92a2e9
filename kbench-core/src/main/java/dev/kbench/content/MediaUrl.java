package dev.kbench.content;

import java.util.Locale;

/// The address of a picture, a sound or a film.
///
/// @param url an address of HTTP, or one that a provider knows, such as `gs://bucket/file`
public record MediaUrl(String url) implements MediaSource {
    private static final int SHOWN = 80;

    /// Refuses what is no address.
    public MediaUrl {
        if (url.regionMatches(true, 0, "data:", 0, 5)) {
            throw new IllegalArgumentException(
                    "expected an address such as https://host/picture.png, got data in a URL; use"
                            + " fromBase64 with what stands behind its comma");
        }
        if (!url.matches("[A-Za-z][A-Za-z0-9+.-]*://\\S+")) {
            throw new IllegalArgumentException(
                    "expected an address such as https://host/picture.png, got " + shown(url));
        }
        if (url.toLowerCase(Locale.ROOT).startsWith("file:")) {
            throw new IllegalArgumentException(
                    "expected an address that a provider can reach, got a file's; use fromPath");
        }
        if (url.matches("[^:]+://[^/?#]*@.*")) {
            throw new IllegalArgumentException(
                    "expected an address without a user name and password: they would stand in"
                            + " every run's record");
        }
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    @Override
    public String toString() {
        return shown(url);
    }
}
