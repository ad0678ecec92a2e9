package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.schema.JsonSchema;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Requests and answers in the shapes that vendors' documentation shows, written down before any
/// client was. Each file begins with lines of `#` that name the page and the date, then an empty
/// line.
public final class Golden {
    private Golden() {}

    /// What a file holds below its head.
    ///
    /// @param name such as `genai/tools.request`
    public static String text(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + name)) {
            assertThat(in).as("golden/%s", name).isNotNull();
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\n\n");
            String head = all.substring(0, end);
            assertThat(head.lines()).as("head of %s", name).allMatch(line -> line.startsWith("#"));
            assertThat(head).contains("# page: https://").containsPattern("# date: 2026-\\d\\d");
            return all.substring(end + 2);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// A file that holds a JSON object, as plain data.
    public static Map<String, Object> json(String name) {
        return tree(text(name));
    }

    /// A JSON object as plain data.
    public static Map<String, Object> tree(String json) {
        return JsonSchema.parse(json).tree();
    }
}
