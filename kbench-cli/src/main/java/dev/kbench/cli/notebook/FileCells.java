package dev.kbench.cli.notebook;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import dev.kbench.cli.compile.SourceText;
import dev.kbench.cli.shell.MisuseException;
import dev.kbench.internal.source.SourceParser;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;

/// The declarations of a benchmark file, as far as cells are made of them: where each begins with
/// its comment, where it ends, and what stands in `main`.
final class FileCells {
    private final SourceText file;
    private final String text;
    private final CompilationUnitTree unit;
    private final SourcePositions positions;

    private FileCells(
            SourceText file, String text, CompilationUnitTree unit, SourcePositions positions) {
        this.file = file;
        this.text = text;
        this.unit = unit;
        this.positions = positions;
    }

    /// A stretch of the file.
    ///
    /// @param start its first character
    /// @param end behind its last
    record Span(int start, int end) {}

    /// Reads a file.
    ///
    /// @throws MisuseException if it is no file of cells
    static FileCells of(SourceText file) {
        String text = file.text().replace("\r\n", "\n");
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavacTask task = SourceParser.task("Cells.java", text, said).orElseThrow();
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            said.getDiagnostics().stream()
                    .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
                    .findFirst()
                    .ifPresent(
                            one -> {
                                throw refused(
                                        file, one.getLineNumber(), one.getMessage(Locale.ROOT));
                            });
            FileCells cells =
                    new FileCells(file, text, unit, Trees.instance(task).getSourcePositions());
            cells.check();
            return cells;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MisuseException refused(SourceText file, long line, String why) {
        return new MisuseException(
                "%s:%d cannot become a notebook: %s".formatted(file.path(), line, why));
    }

    private void check() {
        boolean without = unit.getTypeDecls().stream().anyMatch(this::isImplicit);
        if (!without) {
            long line = unit.getTypeDecls().isEmpty() ? 1 : line(unit.getTypeDecls().getFirst());
            throw refused(
                    file,
                    line,
                    "expected methods that stand in the file itself; take the class around them"
                            + " away");
        }
    }

    private long line(Tree tree) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
    }

    /// The class around what stands in the file itself, which has no name in it.
    private boolean isImplicit(Tree type) {
        return type instanceof ClassTree of
                && members(of).stream()
                        .anyMatch(
                                member ->
                                        positions.getStartPosition(unit, member)
                                                <= positions.getStartPosition(unit, of));
    }

    private List<? extends Tree> members(ClassTree type) {
        return type.getMembers().stream()
                .filter(member -> positions.getEndPosition(unit, member) >= 0)
                .toList();
    }

    String text() {
        return text;
    }

    /// Behind the last import.
    int importsEnd() {
        return unit.getImports().stream()
                .mapToInt(one -> (int) positions.getEndPosition(unit, one))
                .max()
                .orElse(0);
    }

    /// Where the first import begins, or what comes first where there is none.
    int importsStart() {
        return unit.getImports().stream()
                .mapToInt(one -> (int) positions.getStartPosition(unit, one))
                .min()
                .orElseGet(() -> declarations().stream().mapToInt(Span::start).min().orElse(0));
    }

    /// All that is declared, in order, each with the comments before it and up to the end of its
    /// last line.
    List<Span> declarations() {
        List<Span> found = new ArrayList<>();
        int from = importsEnd();
        for (Tree member : all()) {
            int end = lineEnd((int) positions.getEndPosition(unit, member));
            found.add(new Span(from, end));
            from = end;
        }
        return found;
    }

    private List<Tree> all() {
        List<Tree> all = new ArrayList<>();
        for (Tree type : unit.getTypeDecls()) {
            if (type instanceof ClassTree of && isImplicit(of)) {
                all.addAll(members(of));
            } else {
                all.add(type);
            }
        }
        return all;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    /// The method that a file is run by.
    Optional<MethodTree> main() {
        return all().stream()
                .filter(MethodTree.class::isInstance)
                .map(MethodTree.class::cast)
                .filter(method -> method.getName().contentEquals("main"))
                .findFirst();
    }

    Span span(Tree tree) {
        return new Span(
                (int) positions.getStartPosition(unit, tree),
                (int) positions.getEndPosition(unit, tree));
    }

    /// What a cell has in the place of `main`: its statements; or itself and a call, where it ends
    /// early.
    String statements(MethodTree main) {
        if (!main.getParameters().isEmpty()) {
            throw refused(
                    file,
                    line(main),
                    "main takes arguments, and nobody gives a notebook any; take them out");
        }
        Span whole = span(main);
        if (returns(main)) {
            return text.substring(whole.start(), whole.end()) + "\n\nmain();";
        }
        Span block = span(main.getBody());
        return text.substring(block.start() + 1, block.end() - 1)
                .stripTrailing()
                .stripIndent()
                .strip();
    }

    private static boolean returns(MethodTree main) {
        boolean[] found = new boolean[1];
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitReturn(ReturnTree tree, @Nullable Void none) {
                found[0] = true;
                return null;
            }

            @Override
            public @Nullable Void visitLambdaExpression(
                    LambdaExpressionTree tree, @Nullable Void none) {
                return null;
            }

            @Override
            public @Nullable Void visitClass(ClassTree tree, @Nullable Void none) {
                return null;
            }
        }.scan(main.getBody(), null);
        return found[0];
    }
}
