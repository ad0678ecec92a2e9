package dev.kbench.internal.source;

import java.util.List;
import java.util.Optional;

/// Finds a lambda in its file by its parameters and the lines that its code stands on.
final class Lambdas {
    private Lambdas() {}

    static Optional<SourceMethod> pick(
            SourceUnit unit, List<String> parameterNames, int first, int last) {
        List<SourceMethod> alike =
                unit.methods().stream()
                        .filter(m -> m.name().isEmpty())
                        .filter(m -> m.parameterNames().equals(parameterNames))
                        .filter(m -> m.line() <= first && last <= lastLine(m))
                        .toList();
        if (alike.size() == 1) {
            return Optional.of(alike.getFirst());
        }
        int from = alike.stream().mapToInt(SourceMethod::line).min().orElse(first);
        int to = alike.stream().mapToInt(Lambdas::lastLine).max().orElse(last);
        if (from < 1 || to > unit.lines().size()) {
            return Optional.empty();
        }
        String text = String.join("\n", unit.lines().subList(from - 1, to)).stripIndent() + "\n";
        return Optional.of(new SourceMethod("", "", List.of(), List.of(), "", text, from));
    }

    private static int lastLine(SourceMethod method) {
        return method.line() + (int) method.text().lines().count() - 1;
    }
}
