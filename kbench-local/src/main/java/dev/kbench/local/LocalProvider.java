package dev.kbench.local;

import dev.kbench.config.Settings;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Models in the JVM: `local/smollm2`, which is fetched on first use, and `gguf:` with the path of
/// any GGUF file.
///
/// Thread-safe.
public final class LocalProvider implements ModelProvider {
    private static final String FETCHED = "local/";
    private static final String FILE = "gguf:";

    /// Makes one; nothing is looked up yet.
    public LocalProvider() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public boolean serves(String modelId, Settings settings) {
        return modelId.startsWith(FETCHED) || modelId.startsWith(FILE);
    }

    @Override
    public List<String> known(Settings settings) {
        return List.of(FETCHED + Weights.SMOLLM2.model());
    }

    @Override
    public Connection connect(String modelId, Settings settings, Progress progress)
            throws InterruptedException {
        LocalSettings local = LocalSettings.from(settings, modelId);
        return modelId.startsWith(FILE)
                ? file(modelId, local, progress)
                : fetched(modelId, local, progress);
    }

    private static Connection fetched(String id, LocalSettings settings, Progress progress)
            throws InterruptedException {
        Weights weights = Weights.SMOLLM2;
        if (!id.equals(FETCHED + weights.model())) {
            throw refused(
                    Trouble.MODEL_UNKNOWN,
                    id,
                    "expected %s%s, got '%s'; for another model in the JVM name its file, as gguf:/path/of/file.gguf"
                            .formatted(FETCHED, weights.model(), id),
                    null);
        }
        Path path =
                new WeightsStore(settings.cache(), settings.python(), Disk.REAL)
                        .fetch(weights, progress);
        return connection(id, path, header(id, path), weights.sha256(), weights.title(), settings);
    }

    private static Connection file(String id, LocalSettings settings, Progress progress) {
        Path path;
        try {
            path = Path.of(id.substring(FILE.length()));
        } catch (InvalidPathException e) {
            throw refused(Trouble.MODEL_UNKNOWN, id, "'%s' names no file".formatted(id), e);
        }
        GgufFile header = header(id, path);
        String title = header.name().isBlank() ? String.valueOf(path.getFileName()) : header.name();
        return connection(id, path, header, sum(id, path, progress), title, settings);
    }

    private static GgufFile header(String id, Path path) {
        if (Files.isDirectory(path)) {
            throw refused(
                    Trouble.MODEL_UNKNOWN,
                    id,
                    "expected a GGUF file, got the folder %s".formatted(path.toAbsolutePath()),
                    null);
        }
        try {
            return GgufFile.read(path);
        } catch (NoSuchFileException e) {
            throw refused(
                    Trouble.MODEL_UNKNOWN,
                    id,
                    "expected a GGUF file at %s, got no such file".formatted(path.toAbsolutePath()),
                    e);
        } catch (GgufInput.DamagedGguf e) {
            throw refused(
                    Trouble.ANSWER_UNREADABLE,
                    id,
                    "expected a whole GGUF file at %s, got one that cannot be used: %s. Fetch the file anew"
                            .formatted(path.toAbsolutePath(), e.getMessage()),
                    e);
        } catch (IOException e) {
            throw unreadable(id, path, e);
        }
    }

    private static String sum(String id, Path path, Progress progress) {
        try {
            long size = Files.size(path);
            String what = "checking " + path.getFileName();
            return FileSum.of(path, done -> progress.update(what, done, size)).sha256();
        } catch (IOException e) {
            throw unreadable(id, path, e);
        }
    }

    private static PermanentProviderException unreadable(String id, Path path, IOException e) {
        return refused(
                Trouble.MISCONFIGURED,
                id,
                "the GGUF file %s cannot be read: %s".formatted(path.toAbsolutePath(), e),
                e);
    }

    private static PermanentProviderException refused(
            Trouble trouble, String id, String message, @Nullable Throwable cause) {
        return new PermanentProviderException(trouble, id, 0, message, cause);
    }

    private static Connection connection(
            String id,
            Path path,
            GgufFile header,
            String sha256,
            String title,
            LocalSettings settings) {
        SequencedMap<String, String> set = new LinkedHashMap<>();
        set.put("weights", sha256);
        set.put("context", String.valueOf(settings.context()));
        ModelFile file = new ModelFile(id, path, header, settings.context(), settings.threads());
        return new Connection(
                new ModelRef(id, "local", set),
                id.startsWith(FILE)
                        ? String.valueOf(path.getFileName())
                        : id.substring(FETCHED.length()),
                new LocalModel(
                        file,
                        settings.workers(),
                        WorkerStart.JVM,
                        Patience.USUAL,
                        System::nanoTime),
                title + ", in the JVM");
    }
}
