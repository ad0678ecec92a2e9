package dev.kbench.local;

import dev.kbench.local.worker.Worker;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;

/// Starts a worker's process.
@FunctionalInterface
interface WorkerStart {
    /// The process as the module path or class path of this JVM has it: the same java, and a class
    /// path of this module and the llama.cpp binding. The binding's classes are found by the place
    /// of their file; none of them is loaded here.
    WorkerStart JVM =
            folder -> {
                ProcessBuilder builder =
                        new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx256m",
                                "-XX:-CreateCoredumpOnCrash",
                                "-XX:ErrorFile=" + folder.resolve("crash.log"),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Dde.kherud.llama.tmpdir=" + folder,
                                "-cp",
                                String.join(
                                        File.pathSeparator,
                                        List.of(own().toString(), binding().toString())),
                                Worker.class.getName(),
                                folder.toString());
                builder.environment()
                        .keySet()
                        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
                builder.environment().put("GGML_NO_BACKTRACE", "1");
                // Threads that spin for each other on a busy machine make an answer take minutes.
                builder.environment().putIfAbsent("OMP_WAIT_POLICY", "passive");
                return builder.start();
            };

    /// Starts it.
    ///
    /// @param folder a folder of its own, for what the library unpacks
    /// @throws IOException if it cannot be started
    Process start(Path folder) throws IOException;

    private static Path own() throws IOException {
        CodeSource source = WorkerStart.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("the place of kbench-local's own classes is unknown");
        }
        return path(source.getLocation());
    }

    private static Path binding() throws IOException {
        String name = "de/kherud/llama/LlamaModel.class";
        URL url = WorkerStart.class.getClassLoader().getResource(name);
        if (url == null) {
            throw new IOException(
                    "de.kherud:llama is neither on the module path nor on the class path");
        }
        if (url.openConnection() instanceof JarURLConnection jar) {
            return path(jar.getJarFileURL());
        }
        throw new IOException("expected the llama.cpp binding in a jar, got " + url);
    }

    private static Path path(URL url) throws IOException {
        try {
            return Path.of(new URI(url.toString()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("no path: " + url, e);
        }
    }
}
