package dev.kbench.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A benchmark file imports {@code java.base} and kbench whole: a name in both would be ambiguous.
 */
class ExportedNameRulesTest {
    @Test
    void noExportedTypeHasANameThatJavaBaseExports() throws IOException {
        Map<String, Set<String>> jdk = typesOf("java.base");
        assertThat(jdk.keySet()).contains("String", "Duration", "Flow", "Provider", "Clock");
        List<String> clashing =
                exportedTypes()
                        .filter(type -> jdk.containsKey(type.getSimpleName()))
                        .map(
                                type ->
                                        "%s has the name of %s"
                                                .formatted(
                                                        type.getName(),
                                                        jdk.get(type.getSimpleName())))
                        .sorted()
                        .toList();
        assertThat(clashing).as("exported types named as one of java.base").isEmpty();
    }

    @Test
    void noTwoTypesThatABenchmarkFileImportsShareAName() throws IOException {
        Map<String, Set<String>> names = typesOf("org.jspecify");
        assertThat(names).containsKey("Nullable");
        exportedTypes()
                .forEach(
                        type ->
                                names.computeIfAbsent(type.getSimpleName(), _ -> new TreeSet<>())
                                        .add(type.getName()));
        assertThat(names.values()).allSatisfy(types -> assertThat(types).hasSize(1));
    }

    /// Public top-level types in packages that everyone sees; nested ones are not imported.
    private static Stream<JavaClass> exportedTypes() {
        List<JavaClass> exported =
                Module.all()
                        .flatMap(
                                module -> {
                                    Set<String> packages =
                                            open(Descriptor.read(module.descriptorFile()));
                                    return module.classes().stream()
                                            .filter(
                                                    type ->
                                                            packages.contains(
                                                                    type.getPackageName()));
                                })
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .toList();
        assertThat(exported).as("exported types").hasSizeGreaterThan(20);
        return exported.stream();
    }

    private static Set<String> open(ModuleDescriptor module) {
        return module.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
    }

    /// Simple name to full names, read from the module itself.
    private static Map<String, Set<String>> typesOf(String module) throws IOException {
        ModuleReference reference =
                Stream.of(ModuleFinder.ofSystem(), onClassPath())
                        .flatMap(finder -> finder.find(module).stream())
                        .findFirst()
                        .orElseThrow();
        Set<String> packages = new HashSet<>(open(reference.descriptor()));
        Map<String, Set<String>> types = new TreeMap<>();
        try (ModuleReader reader = reference.open();
                Stream<String> entries = reader.list()) {
            entries.filter(entry -> entry.endsWith(".class") && entry.contains("/"))
                    .map(entry -> entry.replaceFirst("\\.class$", "").replace('/', '.'))
                    .filter(name -> packages.contains(name.substring(0, name.lastIndexOf('.'))))
                    .filter(ExportedNameRulesTest::publicAndTopLevel)
                    .forEach(
                            name ->
                                    types.computeIfAbsent(
                                                    name.substring(name.lastIndexOf('.') + 1),
                                                    _ -> new TreeSet<>())
                                            .add(name));
        }
        return types;
    }

    private static ModuleFinder onClassPath() {
        return ModuleFinder.of(
                Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                        .filter(entry -> entry.contains("jspecify"))
                        .map(java.nio.file.Path::of)
                        .toArray(java.nio.file.Path[]::new));
    }

    private static boolean publicAndTopLevel(String name) {
        if (name.endsWith("package-info")) {
            return false;
        }
        try {
            Class<?> type =
                    Class.forName(name, false, ExportedNameRulesTest.class.getClassLoader());
            return Modifier.isPublic(type.getModifiers()) && type.getEnclosingClass() == null;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
