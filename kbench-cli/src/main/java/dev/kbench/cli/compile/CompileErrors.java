package dev.kbench.cli.compile;

import dev.kbench.Kbench;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/// Says what the compiler found, with the user's line and a mark under the place.
final class CompileErrors {
    private static final int MOST = 20;
    private static final Pattern KNOWN_PACKAGES =
            Pattern.compile(
                    "\\b(?:java\\.lang|java\\.util|dev\\.kbench(?:\\.[a-z]+)*)\\.(?=[A-Z])");

    private CompileErrors() {}

    static String describe(SourceText source, List<Diagnostic<? extends JavaFileObject>> errors) {
        StringBuilder out = new StringBuilder();
        out.append(
                "%s does not compile (%d error%s)"
                        .formatted(source.path(), errors.size(), errors.size() == 1 ? "" : "s"));
        List<String> lines = source.text().lines().toList();
        for (Diagnostic<? extends JavaFileObject> error :
                errors.subList(0, Math.min(MOST, errors.size()))) {
            describe(source, lines, error, out);
        }
        if (errors.size() > MOST) {
            out.append("\n… and %d more".formatted(errors.size() - MOST));
        }
        return out.toString();
    }

    private static void describe(
            SourceText source,
            List<String> lines,
            Diagnostic<? extends JavaFileObject> error,
            StringBuilder out) {
        List<String> message =
                KNOWN_PACKAGES
                        .matcher(error.getMessage(Locale.ROOT))
                        .replaceAll("")
                        .lines()
                        .toList();
        int line = (int) error.getLineNumber();
        if (line < 1 || line > lines.size()) {
            out.append("\n%s: %s".formatted(source.path(), String.join("\n", message)));
            return;
        }
        String text = lines.get(line - 1);
        out.append("\n%s:%d: %s\n%s".formatted(source.path(), line, message.getFirst(), text));
        out.append('\n').append(indent(text, (int) startColumn(source, error))).append('^');
        // the class that a file without one stands for, named as the user never wrote it
        String unsaid = "location: class " + source.className();
        message.stream()
                .skip(1)
                .filter(more -> !more.strip().equals(unsaid))
                .forEach(more -> out.append('\n').append(more));
        String name = identifier(source.text(), (int) error.getPosition());
        if (hides(source.text(), name, error.getCode())) {
            out.append(
                    "\n  hint: a method of yours is named %1$s too and hides kbench's; write Kbench.%1$s(…) for kbench's, or rename yours"
                            .formatted(name));
        }
    }

    /// The column of the place that the compiler means, from 0; tabs count as one.
    private static long startColumn(SourceText source, Diagnostic<?> error) {
        int position = (int) Math.min(error.getPosition(), source.text().length());
        return position < 0 ? 0 : position - (source.text().lastIndexOf('\n', position - 1) + 1);
    }

    private static String indent(String text, int column) {
        StringBuilder indent = new StringBuilder();
        for (int i = 0; i < column; i++) {
            indent.append(i < text.length() && text.charAt(i) == '\t' ? '\t' : ' ');
        }
        return indent.toString();
    }

    private static String identifier(String text, int position) {
        int end = Math.max(position, 0);
        int start = end;
        while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
            end++;
        }
        return text.substring(Math.min(start, end), end);
    }

    private static boolean hides(String text, String name, String code) {
        return !name.isEmpty()
                && code.startsWith("compiler.err.cant.apply")
                && Arrays.stream(Kbench.class.getDeclaredMethods())
                        .filter(method -> Modifier.isPublic(method.getModifiers()))
                        .map(Method::getName)
                        .anyMatch(name::equals)
                && Pattern.compile(
                                "[\\w>\\]]\\s+" + Pattern.quote(name) + "\\s*\\([^)]*\\)[^;{]*\\{")
                        .matcher(text)
                        .find();
    }
}
