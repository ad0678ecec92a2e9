package dev.kbench.internal.source;

import java.util.List;

/// One source file.
///
/// @param fileName the file's name without folders
/// @param packageName the package it declares, empty for none
/// @param lines the file's lines
/// @param methods the methods it declares, in order, and its lambdas, which have no name
/// @param before how many lines the user's first line has more here than where the user wrote it,
///   as in a cell of a notebook, around which a class was put; mostly 0
public record SourceUnit(
        String fileName,
        String packageName,
        List<String> lines,
        List<SourceMethod> methods,
        int before) {
    /// Copies the lists.
    public SourceUnit {
        lines = List.copyOf(lines);
        methods = List.copyOf(methods);
    }

    /// A file as the user wrote it.
    ///
    /// @param fileName the file's name without folders
    /// @param packageName the package it declares, empty for none
    /// @param lines the file's lines
    /// @param methods the methods it declares
    public SourceUnit(
            String fileName, String packageName, List<String> lines, List<SourceMethod> methods) {
        this(fileName, packageName, lines, methods, 0);
    }

    /// The same, as a part of another text.
    ///
    /// @param name the other text's name
    /// @param lines how many lines the user's first line has more here than there
    /// @return a unit whose lines are told as those of the other text
    public SourceUnit within(String name, int lines) {
        return new SourceUnit(name, packageName, this.lines, methods, lines);
    }

    /// The number of a line where the user wrote it.
    ///
    /// @param line the line, from 1; less than 1 where it is unknown
    /// @return the number, from 1; 0 where it is unknown
    public int told(int line) {
        return line < 1 ? 0 : Math.max(line - before, 1);
    }

    /// One line's text.
    ///
    /// @param line the line, from 1
    /// @return the text without white space around it, empty where there is no such line
    public String line(int line) {
        return line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "";
    }
}
