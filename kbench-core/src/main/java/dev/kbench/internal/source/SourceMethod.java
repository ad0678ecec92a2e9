package dev.kbench.internal.source;

import java.util.List;

/// One method, or a lambda, as its source declares it.
///
/// @param owner the declaring class's name without its package, nested ones joined by `$`; the
///   file's name without `.java` for a method of a file without a class
/// @param name the method's name, empty for a lambda
/// @param parameterTypes the parameters' types as written, `null` for none of a lambda's,
///   annotations left out, `T...` as `T[]`
/// @param parameterNames the parameters' names
/// @param doc the doc comment's text without its marks; empty where there is none
/// @param text the whole declaration, its annotations included, its doc comment not; indented as if
///   it stood at the margin
/// @param line the line of the declaration's first character, from 1
public record SourceMethod(
        String owner,
        String name,
        List<String> parameterTypes,
        List<String> parameterNames,
        String doc,
        String text,
        int line) {
    /// Copies the lists.
    public SourceMethod {
        parameterTypes = List.copyOf(parameterTypes);
        parameterNames = List.copyOf(parameterNames);
    }
}
