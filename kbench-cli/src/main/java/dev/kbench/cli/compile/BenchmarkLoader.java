package dev.kbench.cli.compile;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// Defines the classes of a benchmark file, assertions on. Their class files are to be had as
/// resources too, since that is where names of a lambda's parameters are read.
public final class BenchmarkLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final CompiledFile file;

    /// Makes one.
    ///
    /// @param file whose classes
    public BenchmarkLoader(CompiledFile file) {
        super("benchmark", BenchmarkLoader.class.getClassLoader());
        this.file = file;
        setDefaultAssertionStatus(true);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = file.classes().get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] bytes =
                name.endsWith(".class")
                        ? file.classes()
                                .get(
                                        name.substring(0, name.length() - ".class".length())
                                                .replace('/', '.'))
                        : null;
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }
}
