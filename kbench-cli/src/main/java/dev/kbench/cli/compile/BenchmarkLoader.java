package dev.kbench.cli.compile;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/// Defines the classes of a benchmark file, assertions on. Their class files are to be had as
/// resources too, since that is where the digest of a task's code and the names of a lambda's
/// parameters are read.
public final class BenchmarkLoader extends ClassLoader {
    private static final String SUFFIX = ".class";

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
    protected @Nullable URL findResource(String name) {
        byte[] bytes =
                name.endsWith(SUFFIX)
                        ? file.classes()
                                .get(
                                        name.substring(0, name.length() - SUFFIX.length())
                                                .replace('/', '.'))
                        : null;
        return bytes == null ? null : url(name, bytes);
    }

    private static URL url(String name, byte[] bytes) {
        try {
            return URL.of(new URI("benchmark", null, "/" + name, null), new InMemory(bytes));
        } catch (URISyntaxException | MalformedURLException e) {
            throw new IllegalStateException("no URL can be made for %s".formatted(name), e);
        }
    }

    /// Opens what is in memory.
    private static final class InMemory extends URLStreamHandler {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }
            };
        }
    }
}
