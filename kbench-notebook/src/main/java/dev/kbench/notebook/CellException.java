package dev.kbench.notebook;

import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

import java.io.Serial;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// A cell that did not compile, or whose code threw something; its message is all that is shown.
final class CellException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private CellException(String message) {
        super(message);
    }

    private CellException(String message, Throwable cause) {
        super(message, cause);
    }

    static CellException incomplete(String rest, Cells.Place place) {
        return new CellException(
                "%s:%d: this ends too early; expected more after: %s"
                        .formatted(place.cell(), place.line(), rest.strip()));
    }

    static CellException thrown(Throwable thrown) {
        return new CellException(ThrownText.of(thrown), thrown);
    }

    static CellException library(String said) {
        return new CellException(said);
    }

    static CellException undeclared(String method, Cells.Place place) {
        return new CellException(
                "%s:%d: no method '%s' is declared yet; run the cell that declares it first"
                        .formatted(place.cell(), place.line(), method));
    }

    /// A snippet that JShell does not take.
    ///
    /// @param taken variables that were taken away, with the method that was declared anew
    static CellException refused(
            JShell shell, Snippet snippet, Cells.Place place, Map<String, String> taken) {
        List<String> reasons =
                shell.diagnostics(snippet)
                        .filter(Diag::isError)
                        .map(diagnostic -> reason(diagnostic, snippet.source(), place))
                        .toList();
        if (!reasons.isEmpty()) {
            String all = String.join("\n", reasons);
            return new CellException(
                    taken.entrySet().stream()
                            .filter(one -> all.contains("variable " + one.getKey() + "\n"))
                            .map(one -> renewed(one.getKey(), one.getValue()))
                            .findFirst()
                            .orElse(all));
        }
        return new CellException(
                "%s:%d: this cannot be used yet".formatted(place.cell(), place.line()));
    }

    /// A declaration that was used before all that it needs was declared.
    static CellException unresolved(
            JShell shell, DeclarationSnippet declaration, Cells.Place place) {
        return new CellException(
                "%s:%d: '%s' cannot be used yet; it needs %s"
                        .formatted(
                                place.cell(),
                                place.line(),
                                declaration.name(),
                                shell.unresolvedDependencies(declaration)
                                        .collect(Collectors.joining(", "))));
    }

    private static String renewed(String variable, String method) {
        return "'%s' was made with '%s', which was declared anew since; run the cell that declares '%s' again"
                .formatted(variable, method, variable);
    }

    private static String reason(Diag diagnostic, String source, Cells.Place place) {
        String message = Objects.requireNonNullElse(diagnostic.getMessage(Locale.ROOT), "");
        int at = Math.clamp(diagnostic.getPosition(), 0, source.length());
        int begin = source.lastIndexOf('\n', at - 1) + 1;
        int end = source.indexOf('\n', begin);
        String line = source.substring(begin, end < 0 ? source.length() : end);
        long above = source.substring(0, begin).chars().filter(c -> c == '\n').count();
        return "%s:%d: %s\n    %s\n    %s^"
                .formatted(
                        place.cell(),
                        place.line() + above,
                        message.lines()
                                .filter(part -> !part.strip().startsWith("location:"))
                                .collect(Collectors.joining("\n")),
                        line,
                        " ".repeat(at - begin));
    }
}
