package dev.kbench.internal.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The libraries that a benchmark file asked for: whoever loads its classes gives their list as a
/// resource, since other versions of them are other code.
public final class LibraryList {
    /// The resource's name, as a class loader takes it.
    public static final String RESOURCE = "META-INF/dev.kbench/libraries";

    private LibraryList() {}

    /// The list as text: the name and size of each jar, in the order of the class path.
    ///
    /// @param jars the jars
    /// @return a line for each
    public static String text(List<Path> jars) {
        return jars.stream().map(LibraryList::line).collect(Collectors.joining());
    }

    private static String line(Path jar) {
        try {
            return "%s %d\n".formatted(jar.getFileName(), Files.size(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The list of the libraries that a class was loaded with.
    ///
    /// @param type the class
    /// @return the text, empty where there are none
    public static String of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        try (InputStream in = loader == null ? null : loader.getResourceAsStream(RESOURCE)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
