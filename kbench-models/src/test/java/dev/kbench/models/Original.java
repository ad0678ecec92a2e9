package dev.kbench.models;

import dev.kbench.contract.Oracle;
import dev.kbench.schema.JsonSchema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Requests that the original library sent in its recorded cases.
public final class Original {
    private Original() {}

    private static Map<String, Object> exchange(String name, int number) throws IOException {
        Path file = Oracle.folder().resolve(name).resolve("wire.jsonl");
        List<String> lines = Files.readAllLines(file);
        return JsonSchema.parse(lines.get(number - 1)).tree();
    }

    /// A request's body.
    ///
    /// @param name the case
    /// @param number which request, from 1
    @SuppressWarnings("unchecked") // JSON objects are maps by text
    public static Map<String, Object> body(String name, int number) throws IOException {
        return (Map<String, Object>) exchange(name, number).get("body");
    }

    /// A request's path.
    public static String path(String name, int number) throws IOException {
        return String.valueOf(exchange(name, number).get("path"));
    }

    /// The characters of a text in order: what two texts share that differ in the order of fields.
    public static String sorted(String text) {
        return text.chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
