package dev.kbench.contract;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts small JVMs that run a test's class: what is tested needs a process of its own.
public final class ChildJvm {
    private ChildJvm() {}

    /// Starts one; what it says on both streams comes in one.
    ///
    /// @param before shell commands before it, ending in `;` or `&&`; empty for none
    /// @param main the class whose `main` is run
    /// @param needed a class of each place that it needs, one of the module under test first
    /// @param args its arguments
    public static Process start(
            String before, Class<?> main, List<Class<?>> needed, List<String> args)
            throws IOException {
        return start(before, List.of("-Xmx64m"), main, needed, args);
    }

    /// Starts one with options of its own.
    ///
    /// @param options the virtual machine's, its heap among them
    public static Process start(
            String before,
            List<String> options,
            Class<?> main,
            List<Class<?>> needed,
            List<String> args)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (!before.isEmpty()) {
            command.addAll(List.of("sh", "-c", before + " exec \"$@\"", "sh"));
        }
        command.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(main, needed), main.getName()));
        command.addAll(args);
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /// On the module path there is no one path, and a test's classes are said to lie where the
    /// module's do.
    private static String classPath(Class<?> main, List<Class<?>> needed) {
        List<String> places = new ArrayList<>();
        needed.forEach(type -> places.add(place(type)));
        places.add(Path.of(places.getFirst()).resolveSibling("test-classes").toString());
        places.add(place(main));
        return String.join(File.pathSeparator, places);
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
