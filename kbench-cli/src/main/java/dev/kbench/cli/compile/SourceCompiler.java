package dev.kbench.cli.compile;

import dev.kbench.cli.shell.MisuseException;
import dev.kbench.internal.source.SourceParser;
import dev.kbench.internal.source.SourceUnit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.stream.Collectors;

import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Compiles a benchmark file in memory, parameter names and lines kept, against kbench's modules.
final class SourceCompiler {
    private SourceCompiler() {}

    static CompiledFile compile(SourceText source, List<Path> modules, List<Path> libraries) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new MisuseException(
                    "this Java has no compiler; start kbench with a JDK 25 (JAVA_HOME is %s)"
                            .formatted(System.getProperty("java.home")));
        }
        List<String> options = options(modules, libraries);
        Attempt attempt = attempt(compiler, source, options);
        boolean mainMissing = attempt.errors().stream().anyMatch(SourceCompiler::isMainMissing);
        if (mainMissing && attempt.errors().size() == 1) {
            attempt =
                    attempt(
                            compiler,
                            new SourceText(source.path(), source.text() + "\nvoid main() {}\n"),
                            options);
        }
        if (!attempt.errors().isEmpty()) {
            throw new MisuseException(
                    CompileErrors.describe(
                            source,
                            attempt.errors().stream().filter(e -> !isMainMissing(e)).toList()));
        }
        SourceUnit unit = SourceParser.parse(source.className() + ".java", source.text());
        List<String> topLevel = topLevel(attempt.classes(), unit);
        if (topLevel.isEmpty()) {
            throw new MisuseException(
                    "%s declares nothing; expected a method marked with @Benchmark, or a main"
                            .formatted(source.path()));
        }
        if (!source.fileName().equals(unit.fileName())) {
            attempt.classes().replaceAll((_, bytes) -> ofFile(source.fileName(), bytes));
        }
        return new CompiledFile(unit, topLevel, attempt.classes(), mainMissing);
    }

    /// The class with the file's own name in it, which stack traces show.
    private static byte[] ofFile(String fileName, byte[] bytes) {
        ClassFile format = ClassFile.of();
        return format.transformClass(
                format.parse(bytes),
                (builder, element) ->
                        builder.with(
                                element instanceof SourceFileAttribute
                                        ? SourceFileAttribute.of(fileName)
                                        : element));
    }

    /// What came of one compilation.
    ///
    /// @param classes the class files, by binary name
    /// @param errors what was wrong; empty if it compiled
    private record Attempt(
            SequencedMap<String, byte[]> classes,
            List<Diagnostic<? extends JavaFileObject>> errors) {}

    private static Attempt attempt(JavaCompiler compiler, SourceText source, List<String> options) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        try (StandardJavaFileManager standard =
                        compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8);
                MemoryFiles files = new MemoryFiles(standard)) {
            boolean compiled =
                    compiler.getTask(
                                    Writer.nullWriter(),
                                    files,
                                    said,
                                    options,
                                    null,
                                    List.of(new MemoryFiles.Source(source)))
                            .call();
            List<Diagnostic<? extends JavaFileObject>> errors = errors(said);
            if (!compiled && errors.isEmpty()) {
                throw new IllegalStateException("the compiler failed without a word");
            }
            return new Attempt(files.classes(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file without a class must have a `main`; one that only declares benchmarks has none.
    private static boolean isMainMissing(Diagnostic<?> error) {
        return error.getCode().endsWith("does.not.have.main.method");
    }

    private static List<String> options(List<Path> modules, List<Path> libraries) {
        return List.of(
                "-parameters",
                "-g",
                "-proc:none",
                "-Xlint:none",
                "--module-path",
                joined(modules),
                "--class-path",
                joined(libraries),
                "--add-modules",
                "dev.kbench");
    }

    private static String joined(List<Path> paths) {
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Diagnostic<? extends JavaFileObject>> errors(
            DiagnosticCollector<JavaFileObject> said) {
        return said.getDiagnostics().stream()
                .<Diagnostic<? extends JavaFileObject>>map(d -> d)
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    /// Classes leave the compiler in the order of the source, each after those nested in it.
    private static List<String> topLevel(SequencedMap<String, byte[]> classes, SourceUnit unit) {
        int start = unit.packageName().isEmpty() ? 0 : unit.packageName().length() + 1;
        return classes.keySet().stream().filter(name -> name.indexOf('$', start) < 0).toList();
    }
}
