package dev.kbench.internal.source;

import java.util.List;

/// One source file.
///
/// @param fileName the file's name without folders
/// @param packageName the package it declares, empty for none
/// @param lines the file's lines
/// @param methods the methods it declares, in order, and its lambdas, which have no name
public record SourceUnit(
        String fileName, String packageName, List<String> lines, List<SourceMethod> methods) {
    /// Copies the lists.
    public SourceUnit {
        lines = List.copyOf(lines);
        methods = List.copyOf(methods);
    }

    /// One line's text.
    ///
    /// @param line the line, from 1
    /// @return the text without white space around it, empty where there is no such line
    public String line(int line) {
        return line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "";
    }
}
