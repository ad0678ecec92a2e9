package dev.kbench.tool;

import java.util.LinkedHashMap;
import java.util.Map;

/// A doc comment as a model is told it: what stands before the block tags is of the whole, each
/// `@param` of its parameter. The other tags are for people.
///
/// @param description what the method does; may be empty
/// @param parameters what its parameters mean, by name
record ToolDoc(String description, Map<String, String> parameters) {
    private static final String PARAM = "@param ";

    static ToolDoc of(String comment) {
        StringBuilder description = new StringBuilder();
        Map<String, String> parameters = new LinkedHashMap<>();
        String parameter = "";
        boolean tags = false;
        for (String line : comment.lines().toList()) {
            String text = line.strip();
            if (text.startsWith("@")) {
                tags = true;
                String[] words =
                        text.startsWith(PARAM)
                                ? text.substring(PARAM.length()).strip().split("\\s+", 2)
                                : new String[0];
                parameter = words.length == 2 ? words[0] : "";
                if (!parameter.isEmpty()) {
                    parameters.put(parameter, words[1]);
                }
            } else if (!tags) {
                description.append(line).append('\n');
            } else if (!parameter.isEmpty() && !text.isEmpty()) {
                parameters.merge(parameter, text, (before, more) -> before + " " + more);
            }
        }
        return new ToolDoc(description.toString().strip(), parameters);
    }
}
