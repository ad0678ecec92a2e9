package dev.kbench.models.demo;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Python programs for a few questions: a Fibonacci number, a factorial, a sum, and a program in
/// the question that lacks a comma between two texts, which is mended; and web pages with a
/// heading.
final class Coder {
    private static final Pattern FIBONACCI =
            Pattern.compile("(\\d{1,4})(?:st|nd|rd|th) Fibonacci", Pattern.CASE_INSENSITIVE);
    private static final Pattern FACTORIAL =
            Pattern.compile("factorial of (\\d{1,4})", Pattern.CASE_INSENSITIVE);
    private static final Pattern MISSING_COMMA = Pattern.compile("('\\w*') ('\\w*')");

    private static final Pattern PAGE =
            Pattern.compile("page .*?heading \"([^\"<>&]{1,100})\"", Pattern.CASE_INSENSITIVE);

    private Coder() {}

    /// A program in a block of Markdown.
    ///
    /// @return empty where none is known
    static Optional<String> answer(String question) {
        Matcher page = PAGE.matcher(question);
        return page.find()
                ? Optional.of(
                        "Here is a page:\n\n```html\n%s\n```\n".formatted(page(page.group(1))))
                : program(question).map("Here is a program:\n\n```python\n%s\n```\n"::formatted);
    }

    private static String page(String heading) {
        return """
        <!DOCTYPE html>
        <html>
        <body>
        <h1>%s</h1>
        <p id="count"></p>
        <script>
        const count = document.querySelectorAll("h1").length;
        document.getElementById("count").textContent = count + " heading";
        console.log(count + " heading");
        </script>
        </body>
        </html>\
        """
                .formatted(heading);
    }

    private static Optional<String> program(String question) {
        Matcher fibonacci = FIBONACCI.matcher(question);
        if (fibonacci.find()) {
            return Optional.of(
                    "a, b = 0, 1\nfor _ in range(%s):\n    a, b = b, a + b\nprint(a)"
                            .formatted(fibonacci.group(1)));
        }
        Matcher factorial = FACTORIAL.matcher(question);
        if (factorial.find()) {
            return Optional.of(
                    "import math\nprint(math.factorial(%s))".formatted(factorial.group(1)));
        }
        if (MISSING_COMMA.matcher(question).find()) {
            return Optional.of(mended(question));
        }
        return Arithmetic.firstIn(question).stream()
                .mapToObj(value -> "print(%s)".formatted(Arithmetic.text(value)))
                .findFirst();
    }

    /// What stands in the question's last block of lines.
    private static String mended(String question) {
        String[] blocks = question.strip().split("\n\\s*\n", -1);
        return MISSING_COMMA.matcher(blocks[blocks.length - 1]).replaceAll("$1, $2").strip();
    }
}
