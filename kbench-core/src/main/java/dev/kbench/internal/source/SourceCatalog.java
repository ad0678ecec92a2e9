package dev.kbench.internal.source;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Finds the source of a class: registered by whoever compiled it, named by the JDK's source
/// launcher, or lying in one of the usual source folders under the working directory. Looked for
/// once: a class whose source is not to be had simply has none. Without the compiler's module there
/// are lines, but no declarations.
///
/// Thread-safe.
public final class SourceCatalog {
    private static final List<String> ROOTS =
            List.of("src/main/java", "src/test/java", "src", "", "examples");
    private static final Map<String, SourceUnit> UNITS = new ConcurrentHashMap<>();
    private static final Set<Asked> MISSING = ConcurrentHashMap.newKeySet();

    private static volatile @Nullable Path launched;

    private SourceCatalog() {}

    /// A class was looked for under a file's name, which is empty for a file named like the class.
    private record Asked(String topLevelClass, String fileName) {}

    /// Makes a file's source known.
    ///
    /// @param topLevelClass the binary name of a top-level class of the file
    /// @param unit the file
    public static void register(String topLevelClass, SourceUnit unit) {
        UNITS.put(topLevelClass, unit);
    }

    /// Says which file is being run, as the JDK's own source launcher does by a system property.
    ///
    /// @param file the file
    public static void launch(Path file) {
        launched = file.toAbsolutePath();
    }

    /// The file that is being run.
    ///
    /// @return the benchmark file, empty where classes were started instead
    public static Optional<Path> launched() {
        String property = System.getProperty("jdk.launcher.sourcefile", "");
        return Optional.ofNullable(launched)
                .or(() -> property.isEmpty() ? Optional.empty() : Optional.of(Path.of(property)));
    }

    /// The source file of a class.
    ///
    /// @param binaryName the class's binary name
    /// @param fileName the file's name as the class file or a stack frame tells it; empty where it
    ///   is unknown
    /// @return the file, empty where it is not to be had
    public static Optional<SourceUnit> unit(String binaryName, String fileName) {
        Optional<SourceUnit> known = registered(binaryName);
        if (known.isPresent()) {
            return known;
        }
        int nested = binaryName.indexOf('$', binaryName.lastIndexOf('.') + 1);
        String top = nested < 0 ? binaryName : binaryName.substring(0, nested);
        Asked asked = new Asked(top, fileName);
        if (MISSING.contains(asked)) {
            return Optional.empty();
        }
        Optional<SourceUnit> found;
        try {
            found = find(top, fileName);
        } catch (InvalidPathException e) {
            found = Optional.empty();
        }
        if (found.isEmpty()) {
            MISSING.add(asked);
            return found;
        }
        SourceUnit before = UNITS.putIfAbsent(top, found.get());
        return before == null ? found : Optional.of(before);
    }

    /// The source file of a class, where it was made known or found before.
    ///
    /// @param binaryName the class's binary name; `$` may stand in that of a top-level class
    /// @return the file, empty where it is not known
    public static Optional<SourceUnit> registered(String binaryName) {
        int simple = binaryName.lastIndexOf('.') + 1;
        for (int end = binaryName.length();
                end > simple;
                end = binaryName.lastIndexOf('$', end - 1)) {
            SourceUnit known = UNITS.get(binaryName.substring(0, end));
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /// The declaration of a method.
    ///
    /// @param owner the declaring class
    /// @param name the method's name
    /// @param parameterTypes the parameters' simple type names
    /// @return the declaration, empty where the source is not to be had
    public static Optional<SourceMethod> method(
            Class<?> owner, String name, List<String> parameterTypes) {
        return unit(owner.getName(), "").flatMap(unit -> pick(unit, owner, name, parameterTypes));
    }

    /// The source of a lambda: its own text or, where several of its shape stand on its lines or
    /// nothing but lines is known, those lines.
    ///
    /// @param owner the class it stands in
    /// @param parameterNames its parameters' names
    /// @param lines the lines that its code stands on
    /// @return the lambda, empty where the source or the lines are not to be had
    public static Optional<SourceMethod> lambda(
            Class<?> owner, List<String> parameterNames, Collection<Integer> lines) {
        return lines.isEmpty()
                ? Optional.empty()
                : unit(owner.getName(), "")
                        .flatMap(
                                unit ->
                                        Lambdas.pick(
                                                unit,
                                                parameterNames,
                                                Collections.min(lines),
                                                Collections.max(lines)));
    }

    private static Optional<SourceMethod> pick(
            SourceUnit unit, Class<?> owner, String name, List<String> types) {
        String nested = owner.getName().substring(owner.getName().lastIndexOf('.') + 1);
        List<SourceMethod> sameName =
                unit.methods().stream()
                        .filter(m -> m.name().equals(name) && m.owner().equals(nested))
                        .filter(m -> m.parameterNames().size() == types.size())
                        .toList();
        return sameName.size() == 1
                ? Optional.of(sameName.getFirst())
                : sameName.stream()
                        .filter(m -> simple(m.parameterTypes()).equals(types))
                        .findFirst();
    }

    private static List<String> simple(List<String> types) {
        return types.stream()
                .map(type -> type.replaceAll("<.*>", "").replaceAll("^.*\\.(?=[^.])", ""))
                .toList();
    }

    private static Optional<SourceUnit> find(String top, String fileName) {
        String simple = top.substring(top.lastIndexOf('.') + 1);
        String folder = top.substring(0, top.length() - simple.length()).replace('.', '/');
        String file = fileName.isEmpty() ? simple + ".java" : fileName;
        Optional<SourceUnit> running =
                launched().filter(path -> path.endsWith(file)).flatMap(SourceCatalog::read);
        if (running.filter(unit -> isOf(unit, top)).isPresent()) {
            return running;
        }
        for (String root : ROOTS) {
            Path path = Path.of(root, folder + file);
            if (Files.isRegularFile(path)) {
                return read(path).filter(unit -> isOf(unit, top));
            }
        }
        return Optional.empty();
    }

    /// Two packages may have files of one name. Without a parser the package is not known.
    private static boolean isOf(SourceUnit unit, String top) {
        return !canParse()
                || unit.packageName().equals(top.substring(0, Math.max(top.lastIndexOf('.'), 0)));
    }

    private static Optional<SourceUnit> read(Path path) {
        try {
            String name = String.valueOf(path.getFileName());
            String text = Files.readString(path);
            return Optional.of(
                    canParse()
                            ? SourceParser.parse(name, text)
                            : new SourceUnit(name, "", text.lines().toList(), List.of()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean canParse() {
        return ModuleLayer.boot().findModule("jdk.compiler").isPresent();
    }
}
