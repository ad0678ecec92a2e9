package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.internal.source.SourceParser;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Sources compiled in memory, and the loader of what came of them.
final class Compiled extends ClassLoader {
    private final Map<String, byte[]> classes;

    private Compiled(Map<String, byte[]> classes) {
        super(Task.class.getClassLoader());
        this.classes = classes;
    }

    /// Compiles files.
    ///
    /// @param sources file name without `.java` to text
    /// @param options javac's
    static Compiled of(Map<String, String> sources, String... options) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> written = new HashMap<>();
        StringWriter said = new StringWriter();
        List<JavaFileObject> files =
                sources.entrySet().stream()
                        .map(e -> (JavaFileObject) new Source(e.getKey(), e.getValue()))
                        .toList();
        try (JavaFileManager manager =
                new Memory(compiler.getStandardFileManager(null, null, null), written)) {
            boolean done =
                    compiler.getTask(said, manager, null, options(options), null, files).call();
            assertThat(done).as(said.toString()).isTrue();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        Map<String, byte[]> classes = new HashMap<>();
        written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
        return new Compiled(classes);
    }

    private static List<String> options(String... more) {
        String core =
                URI.create(
                                Task.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toString())
                        .getPath();
        return java.util.stream.Stream.concat(
                        List.of("-proc:none", "-nowarn", "-cp", core).stream(),
                        List.of(more).stream())
                .toList();
    }

    /// Makes the sources known where the library looks for them.
    static void register(Map<String, String> sources) {
        sources.forEach(
                (name, text) ->
                        SourceCatalog.register(name, SourceParser.parse(name + ".java", text)));
    }

    Class<?> type(String name) {
        try {
            return loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    Object make(String name) {
        try {
            Constructor<?> constructor = type(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    protected URL findResource(String name) {
        byte[] bytes = classes.get(name.replaceAll("\\.class$", "").replace('/', '.'));
        if (bytes == null) {
            return null;
        }
        try {
            return URL.of(
                    URI.create("memory:///" + name),
                    new URLStreamHandler() {
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
                    });
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written;

        Memory(JavaFileManager manager, Map<String, ByteArrayOutputStream> written) {
            super(manager);
            this.written = written;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(
                    URI.create("memory:///" + className.replace('.', '/')), kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    written.put(className, out);
                    return out;
                }
            };
        }
    }
}
