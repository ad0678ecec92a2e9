package dev.kbench.local;

import java.nio.file.Path;
import java.time.Duration;

/// Models whose workers are fake ones.
final class Fakes {
    static final WorkerStart START = _ -> Jvm.command(FakeWorker.class).start();

    private Fakes() {}

    static LocalModel model(
            String path, int context, int workers, WorkerStart start, Duration patience) {
        ModelFile file =
                new ModelFile(
                        "gguf:x", Path.of(path), new GgufFile("", "", 128, "", false), context, 1);
        return new LocalModel(file, workers, start, patience, System::nanoTime);
    }
}
