package dev.kbench.view.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The scripts and style sheets of the pages, read once from the module. Immutable.
///
/// Their address has the digest of all of them in it: a browser keeps them for ever, and never
/// shows a page with those of another version.
public final class Assets {
    private static final int DIGEST_CHARACTERS = 16;
    private static final Map<String, String> TYPES =
            Map.of(
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "txt", "text/plain; charset=utf-8");

    private final Map<String, byte[]> files;
    private final String digest;

    private Assets(Map<String, byte[]> files) {
        this.files = files;
        this.digest = digest(files);
    }

    /// Reads them.
    ///
    /// @param owner the class that they lie beside, in its module
    /// @param names their names, such as `runs.js`; only these are ever served
    /// @return all of them
    public static Assets read(Class<?> owner, List<String> names) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (String name : names) {
            try (InputStream in = owner.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IllegalStateException(
                            "%s is not in the module beside %s".formatted(name, owner.getName()));
                }
                files.put(name, in.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Assets(files);
    }

    /// The path of one.
    ///
    /// @param name its name
    /// @return such as `/assets/0f3c…/runs.js`
    public String path(String name) {
        if (!files.containsKey(name)) {
            throw new IllegalArgumentException(
                    "expected one of %s, got '%s'".formatted(files.keySet(), name));
        }
        return "/assets/%s/%s".formatted(digest, name);
    }

    /// Answers a request for one.
    ///
    /// @param version the digest in the address
    /// @param name the name in the address
    /// @return the file
    /// @throws RefusedException if there is none
    public Answer answer(String version, String name) {
        byte[] bytes = files.get(name);
        if (bytes == null || !version.equals(digest)) {
            throw new RefusedException(404, "there is no such file; reload the page");
        }
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        return Answer.of(200, type == null ? "application/octet-stream" : type, bytes)
                .with("Cache-Control", "private, max-age=31536000, immutable");
    }

    private static String digest(Map<String, byte[]> files) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            files.values().forEach(sha::update);
            return HexFormat.of().formatHex(sha.digest()).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
