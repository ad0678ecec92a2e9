package dev.kbench.it.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is shipped, and which of it each part may use. A new module is added here first.
enum Module {
    CORE("kbench-core", "dev.kbench.core"),
    MODELS("kbench-models", "dev.kbench.models", CORE),
    LOCAL("kbench-local", "dev.kbench.local", CORE),
    DATA("kbench-data", "dev.kbench.data", CORE),
    TOOLS("kbench-tools", "dev.kbench.tools", CORE),
    BROWSER("kbench-browser", "dev.kbench.browser", CORE),
    MCP("kbench-mcp", "dev.kbench.mcp", CORE),
    VIEW("kbench-view", "dev.kbench.view", CORE),
    ALL("kbench-all", "dev.kbench", CORE, MODELS, LOCAL, DATA, TOOLS, BROWSER, MCP),
    CLI("kbench-cli", "dev.kbench.cli", CORE, MODELS, LOCAL, DATA, TOOLS, BROWSER, MCP, VIEW, ALL);

    private static final Map<Module, List<String>> SOURCES = new EnumMap<>(Module.class);
    private static final Map<Module, Set<String>> PACKAGES = new EnumMap<>(Module.class);

    final String folder;
    final String moduleName;
    final Set<Module> mayUse;

    Module(String folder, String moduleName, Module... mayUse) {
        this.folder = folder;
        this.moduleName = moduleName;
        this.mayUse = Set.of(mayUse);
    }

    Path classFolder() {
        return Tree.ROOT.resolve(folder).resolve("target/classes");
    }

    Path descriptorFile() {
        return classFolder().resolve("module-info.class");
    }

    /// The compiled production classes.
    JavaClasses classes() {
        String folder = classFolder().toUri().toString();
        return Compiled.ALL.that(
                DescribedPredicate.describe(
                        "in " + folder,
                        type ->
                                type.getSource()
                                        .orElseThrow()
                                        .getUri()
                                        .toString()
                                        .startsWith(folder)));
    }

    private Stream<Path> missing() {
        return sources().stream()
                // without an annotation there is no class of a package
                .filter(source -> !source.endsWith("package-info.java"))
                .map(source -> source.replaceFirst("\\.java$", ".class"))
                .map(classFolder()::resolve)
                .filter(file -> !Files.exists(file));
    }

    /// Source files relative to their root.
    synchronized List<String> sources() {
        return SOURCES.computeIfAbsent(this, Module::walk);
    }

    private List<String> walk() {
        Path root = Tree.ROOT.resolve(folder).resolve("src/main/java");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> found =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .map(file -> root.relativize(file).toString())
                            .sorted()
                            .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no source under " + root);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Packages that have a source, the unnamed one of the module descriptor left out.
    synchronized Set<String> packages() {
        return PACKAGES.computeIfAbsent(
                this,
                module ->
                        module.sources().stream()
                                .filter(source -> source.contains("/"))
                                .map(source -> source.substring(0, source.lastIndexOf('/')))
                                .map(folder -> folder.replace('/', '.'))
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    static Stream<Module> all() {
        return Arrays.stream(values());
    }

    static Stream<JavaClass> production() {
        return all().flatMap(module -> module.classes().stream());
    }

    static Module ofPackage(String name) {
        List<Module> owners = all().filter(module -> module.packages().contains(name)).toList();
        if (owners.size() != 1) {
            throw new IllegalStateException(
                    "package %s belongs to %s, expected one module".formatted(name, owners));
        }
        return owners.getFirst();
    }

    /// Read together, so that what they use of the JDK is looked up once.
    private static final class Compiled {
        private static final JavaClasses ALL = read();

        private static JavaClasses read() {
            List<Path> missing = all().flatMap(Module::missing).toList();
            if (!missing.isEmpty()) {
                throw new IllegalStateException(
                        "not compiled: %s. Run the rules with -am, or mvn verify."
                                .formatted(missing));
            }
            return new ClassFileImporter().importPaths(all().map(Module::classFolder).toList());
        }
    }
}
