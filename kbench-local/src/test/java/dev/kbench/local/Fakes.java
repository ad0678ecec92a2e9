package dev.kbench.local;

import java.nio.file.Path;
import java.time.Duration;

/// Models whose workers are fake ones.
final class Fakes {
    static final WorkerStart START = _ -> Jvm.command(FakeWorker.class).start();

    /// However slow the machine is.
    static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(2));

    private Fakes() {}

    static LocalModel model(
            String path, int context, int workers, WorkerStart start, Patience patience) {
        ModelFile file =
                new ModelFile(
                        "gguf:x", Path.of(path), new GgufFile("", "", 128, "", false), context, 1);
        return new LocalModel(file, workers, start, patience, System::nanoTime);
    }
}
