package dev.kbench.models.demo;

import dev.kbench.chat.Role;
import dev.kbench.content.ToolCall;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.tool.ToolSpec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls one tool and says what it returned: the tool that the question seems to name, else the
/// first. Its numbers are the question's in their order, its choices those that the question names,
/// its texts the question's last name.
final class ToolCaller implements Script {
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(?:\\.\\d{1,15})?");
    private static final Pattern NAME = Pattern.compile("\\b\\p{Lu}\\p{Ll}+\\b");
    private static final int STEM = 5;

    @Override
    public List<ToolCall> calls(ModelRequest request) {
        if (request.openTools().isEmpty() || request.messages().getLast().role() == Role.TOOL) {
            return List.of();
        }
        String question = Scripts.question(request);
        ToolSpec tool =
                request.openTools().stream()
                        .filter(each -> names(question, each.name()))
                        .findFirst()
                        .orElse(request.openTools().getFirst());
        return List.of(ToolCall.of("", tool.name(), arguments(tool, question)));
    }

    @Override
    public String answer(ModelRequest request) {
        for (RequestMessage message : request.messages().reversed()) {
            if (message.role() == Role.TOOL) {
                return Scripts.asksForValue(request)
                        ? "{\"value\": " + message.text() + "}"
                        : "The tool said: " + message.text();
            }
        }
        return "I only call tools.";
    }

    /// Whether a question has a word that begins as a name does.
    private static boolean names(String question, String name) {
        String stem = name.substring(0, Math.min(STEM, name.length()));
        return question.toLowerCase(Locale.ROOT).contains(stem.toLowerCase(Locale.ROOT));
    }

    private static String arguments(ToolSpec tool, String question) {
        Matcher numbers = NUMBER.matcher(question);
        Map<String, String> arguments = new LinkedHashMap<>();
        tool.parameters()
                .properties()
                .forEach(
                        (name, schema) ->
                                arguments.put(
                                        String.valueOf(name),
                                        value((Map<?, ?>) schema, question, numbers)));
        StringBuilder json = new StringBuilder("{");
        arguments.forEach(
                (name, value) ->
                        json.append(json.length() == 1 ? "" : ", ")
                                .append('"')
                                .append(name)
                                .append("\": ")
                                .append(value));
        return json.append('}').toString();
    }

    private static String value(Map<?, ?> schema, String question, Matcher numbers) {
        if (schema.get("enum") instanceof List<?> choices) {
            String first = String.valueOf(choices.getFirst());
            return "\"%s\""
                    .formatted(
                            choices.stream()
                                    .map(String::valueOf)
                                    .filter(choice -> names(question, choice))
                                    .findFirst()
                                    .orElse(first));
        }
        return switch (String.valueOf(schema.get("type"))) {
            case "integer", "number" -> numbers.find() ? numbers.group() : "1";
            case "boolean" -> "true";
            case "array" -> "[]";
            case "object" -> "{}";
            default -> "\"%s\"".formatted(lastName(question));
        };
    }

    private static String lastName(String question) {
        String last = "";
        for (Matcher names = NAME.matcher(question); names.find(); ) {
            last = names.group();
        }
        return last;
    }
}
