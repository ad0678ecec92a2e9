package dev.kbench.cli.compile;

import dev.kbench.internal.source.LibraryList;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Defines the classes of a benchmark file, assertions on. Their class files are to be had as
/// resources too, since that is where the digest of a task's code and the names of a lambda's
/// parameters are read; so is the list of the file's libraries, which is part of that digest.
public final class BenchmarkLoader extends ClassLoader {
    private static final String SUFFIX = ".class";

    static {
        registerAsParallelCapable();
    }

    private final BenchmarkFiles.Compiled compiled;

    /// Makes one.
    ///
    /// @param compiled whose classes, and the libraries that they need
    public BenchmarkLoader(BenchmarkFiles.Compiled compiled) {
        super("benchmark", parent(compiled.libraries()));
        this.compiled = compiled;
        setDefaultAssertionStatus(true);
    }

    /// Libraries see kbench's own, and the JDK; where both have a class, kbench's is taken.
    private static ClassLoader parent(List<Path> libraries) {
        ClassLoader own = BenchmarkLoader.class.getClassLoader();
        if (libraries.isEmpty()) {
            return own;
        }
        URL[] urls = libraries.stream().map(BenchmarkLoader::url).toArray(URL[]::new);
        return new URLClassLoader("libraries", urls, own);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("no URL can be made for %s".formatted(jar), e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = compiled.file().classes().get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected @Nullable URL findResource(String name) {
        byte[] bytes = resource(name);
        return bytes == null ? null : url(name, bytes);
    }

    private byte @Nullable [] resource(String name) {
        if (name.equals(LibraryList.RESOURCE) && !compiled.libraries().isEmpty()) {
            return LibraryList.text(compiled.libraries()).getBytes(StandardCharsets.UTF_8);
        }
        return name.endsWith(SUFFIX)
                ? compiled.file()
                        .classes()
                        .get(name.substring(0, name.length() - SUFFIX.length()).replace('/', '.'))
                : null;
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
