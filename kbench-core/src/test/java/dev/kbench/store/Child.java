package dev.kbench.store;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A job of the store in a process of its own.
final class Child {
    static final int MANY = 100;

    private Child() {}

    enum Job {
        WRITE_LARGE,
        WRITE_MANY
    }

    record Ended(int status, String output) {}

    static Ended run(String before, Job job, String... args)
            throws IOException, InterruptedException {
        List<String> java =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:-UsePerfData",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx64m",
                                "-Xshare:auto",
                                "-cp",
                                classPath(),
                                Child.class.getName(),
                                job.name()));
        java.addAll(List.of(args));
        List<String> command =
                before.isEmpty()
                        ? java
                        : List.of(
                                "sh",
                                "-c",
                                before
                                        + "exec "
                                        + String.join(
                                                " ",
                                                java.stream().map(a -> "'" + a + "'").toList()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), output);
    }

    /// Where the store, what it needs and this class lie: on the module path there is no one path,
    /// and a test's classes are said to lie where the module's do.
    private static String classPath() {
        List<Class<?>> needed =
                List.of(
                        Child.class,
                        RunFolder.class,
                        tools.jackson.databind.JsonNode.class,
                        tools.jackson.core.JsonParser.class,
                        org.jspecify.annotations.Nullable.class);
        List<String> places = new ArrayList<>();
        for (Class<?> type : needed) {
            try {
                places.add(
                        Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                                .toString());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
        Path classes = Path.of(places.get(1));
        Path tests = classes.resolveSibling("test-classes");
        places.add(tests.toString());
        return String.join(File.pathSeparator, places);
    }

    public static void main(String[] args) {
        RunFolder folder = new RunFolder(Path.of(args[1]));
        switch (Job.valueOf(args[0])) {
            case WRITE_LARGE -> {
                try {
                    folder.writeNew("large.run.json", "x".repeat(1 << 20));
                    System.exit(3);
                } catch (StoreException e) {
                    System.out.println("StoreException: " + e.getMessage());
                }
                System.out.println("small: " + folder.writeNew("small.run.json", "{}"));
            }
            case WRITE_MANY -> {
                for (int i = 0; i < MANY; i++) {
                    folder.writeNew("T-run_id_Run_1.run.json", args[2] + i);
                }
            }
        }
    }
}
