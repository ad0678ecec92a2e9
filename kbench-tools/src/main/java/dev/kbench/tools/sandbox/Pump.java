package dev.kbench.tools.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/// Reads what a program writes, or writes what it reads, on a platform thread of its own, so that
/// neither side waits for the other: a blocked read of a pipe would hold a carrier of virtual
/// threads.
///
/// One reader; its result is for one thread.
final class Pump {
    private static final int FIRST = 8 * 1024;
    private static final int PIPE = 64 * 1024;

    private final Thread thread;
    private final Object lock = new Object();
    private byte[] kept = new byte[FIRST];
    private int size;
    private boolean cut;

    private Pump(Runnable work, String name) {
        thread = Thread.ofPlatform().daemon().name(name).unstarted(work);
    }

    private Pump(InputStream in, long most, SandboxProcess process) {
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("kbench-box-output")
                        .unstarted(() -> read(in, most, process));
    }

    /// Reads a stream to its end; ends the program where it writes too much.
    ///
    /// @param in the stream
    /// @param most how many bytes are kept, and allowed
    /// @param process whose it is
    /// @return the pump, which runs
    static Pump of(InputStream in, long most, SandboxProcess process) {
        Pump pump = new Pump(in, most, process);
        pump.thread.start();
        return pump;
    }

    private void read(InputStream in, long most, SandboxProcess process) {
        byte[] buffer = new byte[PIPE];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (!keep(buffer, n, most)) {
                    process.end(Ending.TOO_MUCH_OUTPUT);
                }
            }
        } catch (IOException e) {
            return; // closed: the program was ended
        }
    }

    private boolean keep(byte[] buffer, int n, long most) {
        synchronized (lock) {
            int room = (int) Math.min(n, most - size);
            if (size + room > kept.length) {
                kept =
                        Arrays.copyOf(
                                kept,
                                (int) Math.min(most, Math.max(2L * kept.length, size + room)));
            }
            System.arraycopy(buffer, 0, kept, size, room);
            size += room;
            cut |= room < n;
            return room == n;
        }
    }

    /// What was read. Where something that outlived the program still holds its stream open, what
    /// came until then.
    ///
    /// @param most how long to wait for the stream's end
    /// @return the beginning of what was written
    /// @throws InterruptedException if the calling thread was interrupted
    Captured result(Duration most) throws InterruptedException {
        thread.join(most);
        synchronized (lock) {
            return new Captured(Arrays.copyOf(kept, size), cut);
        }
    }

    /// Gives a program its input and closes it. What fits into a pipe is written at once.
    ///
    /// @param input the input
    /// @param process the program
    static void feed(byte[] input, SandboxProcess process) {
        if (input.length <= PIPE / 2) {
            write(input, process.stdin());
        } else {
            new Pump(() -> write(input, process.stdin()), "kbench-box-input").thread.start();
        }
    }

    private static void write(byte[] input, OutputStream out) {
        try (out) {
            out.write(input);
        } catch (IOException e) {
            return; // it ended, or closed its input, before it had read all
        }
    }
}
