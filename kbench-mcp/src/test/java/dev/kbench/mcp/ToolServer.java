package dev.kbench.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// An MCP server over its standard streams, as the protocol's specification of 2025-06-18 has it,
/// without the library. It tells its tools in pages of five.
final class ToolServer {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();
    private static final int PAGE = 5;

    /// A PNG of one pixel.
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private static final String NOTHING = "{\"type\":\"object\",\"properties\":{}}";
    private static final Map<String, String> TOOLS = new LinkedHashMap<>();

    static {
        TOOLS.put(
                "echo",
                "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\",\"description\":\"what"
                    + " to say\"}},\"required\":[\"text\"],\"additionalProperties\":false,\"$schema\":\"http://json-schema.org/draft-07/schema#\"}");
        for (String name :
                List.of(
                        "raw.arguments",
                        "several",
                        "structured",
                        "typed",
                        "picture",
                        "files",
                        "fails",
                        "hangs",
                        "cancelled",
                        "environment",
                        "processes",
                        "nothing",
                        "later",
                        "senseless",
                        "dies")) {
            TOOLS.put(name, NOTHING);
        }
    }

    private final List<String> cancelled = new ArrayList<>();

    private ToolServer() {}

    /// The words that start it.
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ToolServer.class.getName());
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        System.err.println("tools are served");
        ToolServer server = new ToolServer();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String answer = server.answer(JSON.readTree(line));
            if (answer != null) {
                out.print(answer + "\n");
                out.flush();
            }
        }
    }

    /// What is answered to a message; null for nothing.
    @Nullable String answer(JsonNode message) {
        String method = message.path("method").asString("");
        JsonNode parameters = message.path("params");
        if (method.equals("notifications/cancelled")) {
            cancelled.add(parameters.path("requestId").asString(""));
        }
        if (!message.has("id") || method.isEmpty()) {
            return null;
        }
        String result =
                switch (method) {
                    case "initialize" ->
                            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"tools\",\"version\":\"1\"}}";
                    case "tools/list" -> list(parameters.path("cursor").asString("0"));
                    case "tools/call" ->
                            call(parameters.path("name").asString(), parameters.path("arguments"));
                    default -> "{}";
                };
        if (result == null) {
            return null;
        }
        return "{\"jsonrpc\":\"2.0\",\"id\":%s,%s}"
                .formatted(
                        message.get("id"),
                        result.startsWith("\"error\"") ? result : "\"result\":" + result);
    }

    private static String list(String cursor) {
        int from = Integer.parseInt(cursor);
        List<String> names = List.copyOf(TOOLS.keySet());
        List<String> page = new ArrayList<>();
        for (String name : names.subList(from, Math.min(names.size(), from + PAGE))) {
            page.add(
                    "{\"name\":\"%s\",\"description\":\"Does %s.\",\"inputSchema\":%s}"
                            .formatted(name, name, TOOLS.get(name)));
        }
        return "{\"tools\":[%s]%s}"
                .formatted(
                        String.join(",", page),
                        from + PAGE < names.size()
                                ? ",\"nextCursor\":\"" + (from + PAGE) + "\""
                                : "");
    }

    private @Nullable String call(String name, JsonNode arguments) {
        return switch (name) {
            case "echo" -> texts(arguments.path("text").asString(""));
            case "raw.arguments" -> texts(arguments.toString());
            case "several" -> texts("one", "two");
            case "structured" -> "{\"content\":[],\"structuredContent\":{\"degrees\":21.50}}";
            case "typed" ->
                    "{\"content\":[{\"type\":\"text\",\"text\":\"{\\\"degrees\\\":"
                            + " 21}\"}],\"structuredContent\":{\"degrees\":21}}";
            case "picture" ->
                    "{\"content\":[{\"type\":\"text\",\"text\":\"Look:\"},{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\"%s\"}]}"
                            .formatted(PIXEL);
            case "files" ->
                    "{\"content\":[{\"type\":\"audio\",\"mimeType\":\"audio/wav\",\"data\":\"AAAA\"},{\"type\":\"resource_link\",\"name\":\"log\",\"uri\":\"file:///log\"},{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///a\",\"mimeType\":\"text/plain\",\"text\":\"words\"}},{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///b\",\"mimeType\":\"application/zip\",\"blob\":\"AAAAAA==\"}},{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\"no"
                        + " base64\"}]}";
            case "later" ->
                    "{\"content\":[{\"type\":\"text\",\"text\":\"one\"},{\"type\":\"hologram\",\"data\":{\"depth\":3}},{\"kind\":\"none\"},{\"type\":\"hologram\"},{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///c\",\"mimeType\":\"x/y\"}},{\"type\":\"text\",\"text\":\"two\"}]}";
            case "fails" ->
                    "{\"isError\":true,\"content\":[{\"type\":\"text\",\"text\":\"no such"
                            + " town\"}]}";
            case "hangs" -> null;
            case "cancelled" -> texts(Integer.toString(cancelled.size()));
            case "environment" -> texts(String.join(" ", new TreeSet<>(System.getenv().keySet())));
            case "processes" -> texts(Long.toString(ProcessHandle.current().pid()));
            case "nothing" -> texts();
            case "senseless" -> "17";
            case "dies" -> {
                System.err.println("the disk is full; key " + System.getenv("SERVICE_KEY"));
                System.err.flush();
                Runtime.getRuntime().halt(3);
                yield null;
            }
            default ->
                    "\"error\":{\"code\":-32602,\"message\":\"Unknown tool: %s\"}".formatted(name);
        };
    }

    private static String texts(String... texts) {
        List<String> content = new ArrayList<>();
        for (String text : texts) {
            content.add("{\"type\":\"text\",\"text\":%s}".formatted(JSON.writeValueAsString(text)));
        }
        return "{\"content\":[%s]}".formatted(String.join(",", content));
    }

    /// A server's answers by another way than the standard streams.
    static ToolServer inProcess() {
        return new ToolServer();
    }

    /// The base64 of the pixel as bytes.
    static byte[] pixel() {
        return Base64.getDecoder().decode(PIXEL);
    }
}
