package dev.kbench.cli.compile;

import dev.kbench.internal.source.SourceUnit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A benchmark file as the compiler left it.
///
/// Immutable; nobody changes the bytes.
public final class CompiledFile {
    private final SourceUnit unit;
    private final List<String> topLevel;
    private final SequencedMap<String, byte[]> classes;
    private final boolean mainAdded;

    /// Makes one.
    ///
    /// @param unit what the source declares
    /// @param topLevel the binary names of its top-level classes, in the order of the source
    /// @param classes the class files by binary name
    /// @param mainAdded whether a `main` is in the classes that is not in the source
    CompiledFile(
            SourceUnit unit,
            List<String> topLevel,
            SequencedMap<String, byte[]> classes,
            boolean mainAdded) {
        this.unit = unit;
        this.topLevel = List.copyOf(topLevel);
        this.classes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(classes));
        this.mainAdded = mainAdded;
    }

    /// What the source declares.
    ///
    /// @return doc comments, names, lines
    public SourceUnit unit() {
        return unit;
    }

    /// The top-level classes.
    ///
    /// @return their binary names, in the order of the source; at least one
    public List<String> topLevel() {
        return topLevel;
    }

    /// The class files.
    ///
    /// @return by binary name
    SequencedMap<String, byte[]> classes() {
        return classes;
    }

    /// Whether the classes hold a `main` that is not in the source: a file without a class must
    /// have one for the compiler's sake.
    ///
    /// @return true if that `main` is not to be called
    public boolean mainAdded() {
        return mainAdded;
    }
}
