package dev.kbench.cli.compile;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/// Keeps the class files that the compiler writes in memory.
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private final LinkedHashMap<String, byte[]> classes = new LinkedHashMap<>();

    MemoryFiles(StandardJavaFileManager standard) {
        super(standard);
    }

    /// What was written, by binary name, in the order in which it was.
    SequencedMap<String, byte[]> classes() {
        return classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
        return new Target(className);
    }

    private final class Target extends SimpleJavaFileObject {
        private final String className;

        Target(String className) {
            super(uri(className.replace('.', '/') + ".class"), Kind.CLASS);
            this.className = className;
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    classes.put(className, toByteArray());
                }
            };
        }
    }

    /// The file to compile.
    static final class Source extends SimpleJavaFileObject {
        private final SourceText source;

        Source(SourceText source) {
            super(uri(source.className() + ".java"), Kind.SOURCE);
            this.source = source;
        }

        /// A public class need not be named like the file.
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return kind == Kind.SOURCE;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source.text();
        }
    }

    private static URI uri(String path) {
        try {
            return new URI("memory", null, "/" + path, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
