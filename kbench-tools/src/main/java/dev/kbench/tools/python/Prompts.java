package dev.kbench.tools.python;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What was typed in a session that stands in an answer with its prompts: Python's `>>> ` and `...
/// `, or IPython's `In [1]: ` and ` ...: `. What the session said is no code.
final class Prompts {
    private static final Pattern FIRST = Pattern.compile("\\s*(?:>>>|In \\[\\d+]:)(?: |$)");
    private static final Pattern ANY =
            Pattern.compile("\\s*(?:>>>|\\.\\.\\.:?|In \\[\\d+]:)(?: |$)");

    private Prompts() {}

    /// The code of a block.
    ///
    /// @return what follows the prompts, line by line; all lines where the first has no prompt
    static List<String> typed(List<String> lines) {
        boolean prompted =
                lines.stream()
                        .filter(line -> !line.isBlank())
                        .limit(1)
                        .anyMatch(line -> FIRST.matcher(line).lookingAt());
        if (!prompted) {
            return lines;
        }
        List<String> typed = new ArrayList<>();
        for (String line : lines) {
            Matcher prompt = ANY.matcher(line);
            if (prompt.lookingAt()) {
                typed.add(line.substring(prompt.end()));
            }
        }
        return typed;
    }
}
