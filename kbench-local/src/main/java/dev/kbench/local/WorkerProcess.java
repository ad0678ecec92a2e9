package dev.kbench.local;

import dev.kbench.local.worker.Frame;
import dev.kbench.local.worker.Frames;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// One worker: a child process that holds a loaded model. Its words go to the call that holds it.
/// Whatever happens to the process, the call learns of it through its inbox. The process ends when
/// its standard input does, so it never outlives this one.
///
/// Thread-safe; one call holds it at a time.
final class WorkerProcess {
    /// A process that is tied to the thread that started it must not be tied to one that ends.
    private static final ExecutorService STARTER =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("kbench-local-start").factory());

    private static final Duration ENDING = Duration.ofSeconds(5);

    private final Process process;
    private final Path folder;
    private final OutputStream stdin;
    private final WorkerLog log = new WorkerLog();
    private final Object state = new Object();
    private @Nullable Turn holder;
    private boolean ready;
    private @Nullable String refusal;
    private boolean dead;
    private boolean killed;

    private WorkerProcess(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
        this.stdin = new BufferedOutputStream(process.getOutputStream());
    }

    /// Starts one. An interrupt waits until it is started: a process that nobody knows of would
    /// stay.
    static WorkerProcess start(WorkerStart start) throws IOException {
        Path folder = Files.createTempDirectory("kbench-local");
        Process process;
        try {
            process = CompletableFuture.supplyAsync(() -> launch(start, folder), STARTER).join();
        } catch (CompletionException e) {
            remove(folder);
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        }
        WorkerProcess worker = new WorkerProcess(process, folder);
        Thread.ofPlatform()
                .daemon()
                .name("kbench-local-log")
                .start(() -> worker.log.read(process.getErrorStream()));
        Thread.ofPlatform().daemon().name("kbench-local-read").start(worker::read);
        return worker;
    }

    private static Process launch(WorkerStart start, Path folder) {
        try {
            return start.start(folder);
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private void read() {
        try (InputStream in = new BufferedInputStream(process.getInputStream())) {
            for (Optional<Frame> frame = Frames.read(in);
                    frame.isPresent();
                    frame = Frames.read(in)) {
                take(frame.get());
            }
        } catch (IOException e) {
            log.add("(its answers cannot be read: %s)".formatted(e.getMessage()));
            destroy();
        } finally {
            end();
        }
    }

    private void take(Frame frame) {
        synchronized (state) {
            ready |= frame instanceof Frame.Ready;
            if (frame instanceof Frame.NotLoaded(String message)) {
                refusal = message;
            }
            if (holder != null) {
                holder.deliver(new Event.Said(frame));
            }
        }
    }

    private void end() {
        try {
            process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS);
            destroy();
            process.waitFor();
            log.awaitEnd(ENDING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        remove(folder);
        synchronized (state) {
            dead = true;
            if (holder != null) {
                holder.deliver(new Event.Died());
            }
        }
    }

    /// Has its words go to a call from now on.
    void hold(Turn turn) {
        synchronized (state) {
            holder = turn;
            if (dead) {
                turn.deliver(new Event.Died());
            }
        }
    }

    /// Has its words go to nobody.
    void letGo() {
        synchronized (state) {
            holder = null;
        }
    }

    boolean isReady() {
        synchronized (state) {
            return ready;
        }
    }

    boolean isAlive() {
        synchronized (state) {
            return !dead && !killed && refusal == null && process.isAlive();
        }
    }

    /// The library's words if it could not load the model.
    Optional<String> refusal() {
        synchronized (state) {
            return Optional.ofNullable(refusal);
        }
    }

    /// Says something. A process that is gone does not hear it; its holder learns that from its
    /// inbox.
    void say(Frame frame) {
        synchronized (stdin) {
            try {
                Frames.write(frame, stdin);
            } catch (IOException e) {
                log.add("(it does not listen: %s)".formatted(e.getMessage()));
                destroy();
            }
        }
    }

    WorkerLog log() {
        return log;
    }

    /// How the process ended, and its last words.
    String lastWords() {
        List<String> words = log.lastWords();
        String how = process.isAlive() ? "it did not end" : "exit code " + process.exitValue();
        return words.isEmpty()
                ? how + ", without a word"
                : "%s; its last words: %s".formatted(how, String.join(" / ", words));
    }

    /// Ends the process. It may go on for a moment, but takes no more calls.
    void kill() {
        synchronized (state) {
            killed = true;
        }
        destroy();
    }

    /// Not the process's own method, which closes its streams too: the last words would be lost.
    private void destroy() {
        process.toHandle().destroyForcibly();
    }

    /// Stops the call that holds it, ends the process, and waits until nothing of it is left.
    void close() {
        synchronized (state) {
            if (holder != null) {
                holder.deliver(new Event.Stopped());
            }
        }
        kill();
        try {
            process.waitFor(ENDING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        remove(folder);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(folder);
        } catch (IOException _) {
            // The worker removed it itself, or the system keeps a loaded library until it is
            // restarted.
        }
    }
}
