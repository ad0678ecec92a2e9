package dev.kbench.local.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The child process: reads requests from standard input, answers them one after the other on
/// standard output, and ends when standard input does. A thread of its own reads, so that a cancel
/// is seen while an answer is being made, and the end of the parent ends the process at once.
public final class Worker {
    private final OutputStream out;
    private final BlockingQueue<Frame> requests = new LinkedBlockingQueue<>();
    private final AtomicLong cancelled = new AtomicLong(-1);

    private Worker(OutputStream out) {
        this.out = out;
    }

    /// Runs until standard input ends.
    ///
    /// @param args the folder into which the library unpacks itself
    /// @throws Exception never; whatever goes wrong is told to the parent
    public static void main(String[] args) throws Exception {
        OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        Worker worker = new Worker(out);
        Thread reader =
                new Thread(
                        () -> worker.read(new FileInputStream(FileDescriptor.in), args),
                        "requests");
        reader.setDaemon(true);
        reader.start();
        worker.work(Path.of(args[0]));
    }

    private void read(InputStream in, String[] args) {
        try {
            InputStream buffered = new BufferedInputStream(in);
            for (Optional<Frame> frame = Frames.read(buffered);
                    frame.isPresent();
                    frame = Frames.read(buffered)) {
                if (frame.get() instanceof Frame.Cancel(long id)) {
                    cancelled.set(id);
                } else {
                    requests.add(frame.get());
                }
            }
        } catch (IOException e) {
            System.err.println("the parent's words cannot be read: " + e.getMessage());
        } finally {
            clear(Path.of(args[0]));
            Path.of(args[0]).toFile().delete();
            Runtime.getRuntime().halt(0);
        }
    }

    private void work(Path folder) throws InterruptedException {
        Engine engine;
        try {
            engine = new Engine((Frame.Load) requests.take());
        } catch (RuntimeException | LinkageError e) {
            tell(new Frame.NotLoaded(words(e)));
            return;
        }
        clear(folder);
        tell(new Frame.Ready());
        while (true) {
            switch (requests.take()) {
                case Frame.Render render -> tell(render(engine, render));
                case Frame.Generate generate -> tell(generate(engine, generate));
                case Frame other -> throw new IllegalStateException("unexpected " + other);
            }
        }
    }

    private static Frame render(Engine engine, Frame.Render request) {
        try {
            return engine.render(request);
        } catch (RuntimeException e) {
            return new Frame.Failed(request.id(), words(e));
        }
    }

    private Frame generate(Engine engine, Frame.Generate request) {
        try {
            return engine.generate(
                    request,
                    () -> cancelled.get() == request.id(),
                    text -> tell(new Frame.Piece(request.id(), text)));
        } catch (RuntimeException e) {
            return new Frame.Failed(request.id(), words(e));
        }
    }

    private void tell(Frame frame) {
        try {
            Frames.write(frame, out);
        } catch (IOException e) {
            throw new UncheckedIOException("the parent is gone", e);
        }
    }

    /// Removes the unpacked library: once loaded it is not needed on the disk, but where the system
    /// keeps loaded files from being deleted it stays until the parent removes the folder.
    private static void clear(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("%s stays: %s".formatted(folder, e));
        }
    }

    private static String words(Throwable e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
