package dev.kbench.notebook;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import dev.kbench.internal.source.SourceParser;

import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Finds `this::quiz` in a snippet, outside the classes that it declares: there is no `this` in a
/// cell, but there is a class around each of its methods that such a reference can name instead.
final class OwnMethods {
    private OwnMethods() {}

    /// What a snippet says of methods of its own.
    ///
    /// @param source the snippet
    /// @return the methods' names, by the place where the `this` before `::` begins
    static SequencedMap<Integer, String> in(SourceCodeAnalysis analysis, String source) {
        SequencedMap<Integer, String> found = new TreeMap<>();
        if (!source.contains("this")) {
            return found;
        }
        List<SnippetWrapper> wrappers = analysis.wrappers(source);
        if (wrappers.size() == 1) {
            SnippetWrapper wrapper = wrappers.getFirst();
            for (Reference reference : references(wrapper.wrapped())) {
                int at = wrapper.wrappedToSourcePosition((int) reference.start());
                if (at >= 0 && source.startsWith("this", at)) {
                    found.put(at, reference.method());
                }
            }
        }
        return found;
    }

    private record Reference(long start, String method) {}

    private static List<Reference> references(String unit) {
        JavacTask task = SourceParser.task("Snippet.java", unit, _ -> {}).orElseThrow();
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<Reference> found = new ArrayList<>();
        try {
            for (CompilationUnitTree tree : task.parse()) {
                new Scanner(tree, positions, found).scan(tree, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Reference> found;
        private int depth;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<Reference> found) {
            this.unit = unit;
            this.positions = positions;
            this.found = found;
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void none) {
            depth++;
            super.visitClass(type, null);
            depth--;
            return null;
        }

        @Override
        public @Nullable Void visitMemberReference(
                MemberReferenceTree reference, @Nullable Void none) {
            if (depth == 1
                    && reference.getQualifierExpression() instanceof IdentifierTree name
                    && name.getName().contentEquals("this")) {
                found.add(
                        new Reference(
                                positions.getStartPosition(unit, name),
                                reference.getName().toString()));
            }
            return super.visitMemberReference(reference, null);
        }
    }
}
