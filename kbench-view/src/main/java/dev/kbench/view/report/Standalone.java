package dev.kbench.view.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;
import dev.kbench.view.page.Site;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A page in one file: its style and its one script stand in it, and its policy allows these two,
/// by their digests, and nothing else. No other piece of the file is taken for markup, so that none
/// may run.
final class Standalone {
    /// How the library names what it gives: `export{a as init,b as dispose};` at its end.
    private static final Pattern EXPORT = Pattern.compile("export\\{([^{}]*)};?\\s*$");

    private Standalone() {}

    /// @param main the content; its `main`
    static String page(String title, Html main) {
        String style = resource(Site.class, "view.css");
        String script = script();
        String policy =
                "default-src 'none'; img-src data:; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
                        .formatted(digest(style), digest(script));
        StringBuilder page = new StringBuilder(script.length() + 500_000);
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"");
        page.append(policy).append("\">");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Element.of("title", title).writeTo(page);
        page.append("<style>").append(style).append("</style></head>\n<body>");
        main.writeTo(page);
        page.append("<script type=\"module\">").append(script).append("</script></body></html>\n");
        return page.toString();
    }

    /// The library, the charts and what starts them, as one module.
    private static String script() {
        String library = resource(Site.class, "echarts.esm.min.js");
        Matcher export = EXPORT.matcher(library);
        if (!export.find()) {
            throw new IllegalStateException("the library of the charts ends without its exports");
        }
        String names = export.group(1).replaceAll("([^\\s,]+) as ([^\\s,]+)", "$2:$1");
        String all =
                library.substring(0, export.start())
                        + "const echarts={"
                        + names
                        + "};\n"
                        + resource(Site.class, "charts.js").replace("export function", "function")
                        + resource(Standalone.class, "report.js");
        return all.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String resource(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the module");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return "sha256-" + Base64.getEncoder().encodeToString(sha.digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
