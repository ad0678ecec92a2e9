package dev.kbench.it.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Opens;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A compiled module descriptor as text: one directive a line, sorted.
final class Descriptor {
    private Descriptor() {}

    static ModuleDescriptor read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(ModuleDescriptor module) {
        return "module %s\n%s%s%s%s%s"
                .formatted(
                        (module.isOpen() ? "open " : "") + module.name(),
                        lines(module.requires(), Descriptor::requires),
                        lines(module.exports(), Descriptor::exports),
                        lines(module.opens(), Descriptor::opens),
                        lines(module.uses(), service -> "uses " + service),
                        lines(module.provides(), Descriptor::provides));
    }

    private static <T> String lines(Collection<T> directives, Function<T, String> line) {
        return directives.stream()
                .map(line)
                .sorted()
                .map(text -> text + "\n")
                .collect(Collectors.joining());
    }

    private static String requires(Requires directive) {
        String modifiers =
                directive.modifiers().stream()
                        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
                        .sorted()
                        .collect(Collectors.joining());
        return "requires " + modifiers + directive.name();
    }

    private static String exports(Exports directive) {
        return "exports " + directive.source() + to(directive.targets());
    }

    private static String opens(Opens directive) {
        return "opens " + directive.source() + to(directive.targets());
    }

    private static String provides(Provides directive) {
        return "provides %s with %s"
                .formatted(directive.service(), String.join(", ", directive.providers()));
    }

    private static String to(Set<String> targets) {
        return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
    }
}
