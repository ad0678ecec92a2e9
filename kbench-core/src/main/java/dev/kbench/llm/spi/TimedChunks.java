package dev.kbench.llm.spi;

import dev.kbench.event.Usage;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Passes an answer's pieces on and notes when the first and the last came: what a client wraps its
/// caller's sink in before it sends.
///
/// One thread.
public final class TimedChunks implements ChunkSink {
    private final ChunkSink to;
    private final LongSupplier nanos;
    private long start;
    private long first;
    private long last;
    private boolean begun;

    /// Starts the clock.
    ///
    /// @param to takes the pieces
    /// @param nanos a clock such as `System::nanoTime`
    public TimedChunks(ChunkSink to, LongSupplier nanos) {
        this.to = to;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    @Override
    public void accept(String text) {
        touch();
        to.accept(text);
    }

    @Override
    public void acceptReasoning(String text) {
        touch();
        to.acceptReasoning(text);
    }

    /// Notes that a piece came which nobody is given, such as one of a tool call.
    public void touch() {
        last = nanos.getAsLong();
        if (!begun) {
            begun = true;
            first = last;
        }
    }

    /// Starts the clock anew.
    @Override
    public void restart() {
        begun = false;
        start = nanos.getAsLong();
        to.restart();
    }

    /// A usage with the pace of what came.
    ///
    /// @param counted what the call used
    /// @return the same where nothing came
    public Usage paced(Usage counted) {
        return begun
                ? counted.streamed(Duration.ofNanos(first - start), Duration.ofNanos(last - start))
                : counted;
    }
}
