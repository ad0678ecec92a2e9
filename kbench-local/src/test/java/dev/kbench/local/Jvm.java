package dev.kbench.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Starts child JVMs on everything that this one sees, as a class path.
final class Jvm {
    private Jvm() {}

    static ProcessBuilder command(Class<?> main, String... args) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath()));
        command.add(main.getName());
        Collections.addAll(command, args);
        return new ProcessBuilder(command);
    }

    private static String classPath() {
        Set<String> entries = new LinkedHashSet<>();
        entries.add(root(Jvm.class));
        entries.add(root(WorkerStart.class));
        for (String property : List.of("java.class.path", "jdk.module.path")) {
            Collections.addAll(entries, System.getProperty(property, "").split(File.pathSeparator));
        }
        entries.remove("");
        return String.join(File.pathSeparator, entries);
    }

    private static String root(Class<?> type) {
        try {
            String name = type.getName().replace('.', '/') + ".class";
            URL url = type.getClassLoader().getResource(name);
            String text = String.valueOf(url);
            return Path.of(new URI(text.substring(0, text.length() - name.length()))).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Process start(Class<?> main, String... args) throws IOException {
        return command(main, args).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
