package dev.kbench.internal.source;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.lang.model.element.Name;
import javax.tools.DiagnosticListener;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Reads declarations off a source file with the JDK's own parser; nothing is resolved, so nothing
/// needs to be found. Loaded only where the compiler's module is there.
public final class SourceParser {
    private SourceParser() {}

    /// Parses a file.
    ///
    /// @param fileName the file's name without folders
    /// @param source the file's text
    /// @return what it declares; what stands after a syntax error may be missing
    public static SourceUnit parse(String fileName, String source) {
        Optional<JavacTask> found = task(fileName, source, _ -> {});
        if (found.isEmpty()) {
            return new SourceUnit(fileName, "", source.lines().toList(), List.of());
        }
        JavacTask task = found.get();
        List<SourceMethod> methods = new ArrayList<>();
        String packageName = "";
        try {
            for (CompilationUnitTree unit : task.parse()) {
                if (unit.getPackageName() != null) {
                    packageName = unit.getPackageName().toString();
                }
                new Scanner(task, unit, fileName, source, methods).scan(unit, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SourceUnit(fileName, packageName, source.lines().toList(), methods);
    }

    /// The JDK's parser over one text.
    ///
    /// @param fileName a file's name without folders; a text without a class gets its class's name
    ///   from it
    /// @param source the text
    /// @param said is told what is wrong with the text
    /// @return what parses it; empty where this Java has no compiler
    public static Optional<JavacTask> task(
            String fileName, String source, DiagnosticListener<? super JavaFileObject> said) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        return compiler == null
                ? Optional.empty()
                : Optional.of(
                        (JavacTask)
                                compiler.getTask(
                                        Writer.nullWriter(),
                                        null,
                                        said,
                                        List.of("-proc:none", "-Xdiags:compact"),
                                        null,
                                        List.of(new Text(fileName, source))));
    }

    private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees trees;
        private final CompilationUnitTree unit;
        private final String implicitOwner;
        private final String source;
        private final List<SourceMethod> methods;

        Scanner(
                JavacTask task,
                CompilationUnitTree unit,
                String fileName,
                String source,
                List<SourceMethod> methods) {
            this.trees = (DocTrees) Trees.instance(task);
            this.unit = unit;
            this.implicitOwner = fileName.replaceFirst("\\.java$", "");
            this.source = source;
            this.methods = methods;
        }

        @Override
        public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
            long start = trees.getSourcePositions().getStartPosition(unit, method);
            long end = trees.getSourcePositions().getEndPosition(unit, method);
            if (start >= 0 && end > start && method.getReturnType() != null) {
                methods.add(describe(method, (int) start, (int) end));
            }
            return super.visitMethod(method, null);
        }

        @Override
        public @Nullable Void visitLambdaExpression(
                LambdaExpressionTree lambda, @Nullable Void none) {
            long start = trees.getSourcePositions().getStartPosition(unit, lambda);
            long end = trees.getSourcePositions().getEndPosition(unit, lambda);
            if (start >= 0 && end > start) {
                methods.add(describe("", lambda.getParameters(), "", (int) start, (int) end));
            }
            return super.visitLambdaExpression(lambda, null);
        }

        private SourceMethod describe(MethodTree method, int start, int end) {
            DocCommentTree doc = trees.getDocCommentTree(getCurrentPath());
            return describe(
                    method.getName().toString(),
                    method.getParameters(),
                    doc == null ? "" : doc.toString().strip(),
                    start,
                    end);
        }

        private SourceMethod describe(
                String name,
                List<? extends VariableTree> parameters,
                String doc,
                int start,
                int end) {
            List<String> types = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (VariableTree parameter : parameters) {
                types.add(String.valueOf(parameter.getType()));
                names.add(parameter.getName().toString());
            }
            int lineStart = source.lastIndexOf('\n', start - 1) + 1;
            int first = lineStart;
            while (first < start && Character.isWhitespace(source.charAt(first))) {
                first++;
            }
            String text = source.substring(lineStart, first) + source.substring(start, end);
            return new SourceMethod(
                    owner(),
                    name,
                    types,
                    names,
                    doc,
                    text.stripIndent() + "\n",
                    (int) unit.getLineMap().getLineNumber(start));
        }

        private String owner() {
            StringBuilder owner = new StringBuilder();
            for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
                Tree tree = path.getLeaf();
                if (tree instanceof ClassTree type) {
                    Name name = type.getSimpleName();
                    owner.insert(
                            0,
                            (name.isEmpty() ? implicitOwner : name) + (owner.isEmpty() ? "" : "$"));
                }
            }
            return owner.isEmpty() ? implicitOwner : owner.toString();
        }
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String source;

        Text(String fileName, String source) {
            super(uri(fileName), Kind.SOURCE);
            this.source = source;
        }

        /// A file without a class gets its class's name from here.
        private static URI uri(String fileName) {
            try {
                return new URI("string", null, "/" + fileName, null);
            } catch (URISyntaxException e) {
                return URI.create("string:///Source.java");
            }
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }
}
