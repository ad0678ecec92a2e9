package dev.kbench.store;

import dev.kbench.contract.ChildJvm;

import java.io.IOException;
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
        List<String> words = new ArrayList<>(List.of(job.name()));
        words.addAll(List.of(args));
        Process process =
                ChildJvm.start(
                        before,
                        Child.class,
                        List.of(
                                RunFolder.class,
                                tools.jackson.databind.JsonNode.class,
                                tools.jackson.core.JsonParser.class,
                                org.jspecify.annotations.Nullable.class),
                        words);
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return new Ended(process.waitFor(), output);
    }

    public static void main(String[] args) {
        RunFolder folder = new RunFolder(Path.of(args[1]));
        switch (Job.valueOf(args[0])) {
            case WRITE_LARGE -> {
                try {
                    folder.writeNew("large.run.json", bytes("x".repeat(1 << 20)));
                    System.exit(3);
                } catch (StoreException e) {
                    System.out.println("StoreException: " + e.getMessage());
                }
                System.out.println("small: " + folder.writeNew("small.run.json", bytes("{}")));
            }
            case WRITE_MANY -> {
                for (int i = 0; i < MANY; i++) {
                    folder.writeNew("T-run_id_Run_1.run.json", bytes(args[2] + i));
                }
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
