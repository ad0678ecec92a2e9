package dev.kbench.llm;

import dev.kbench.llm.spi.ChunkSink;

import java.util.Optional;
import java.util.function.Consumer;

/// Passes an answer's pieces on to who listens; an answer that came in one piece is passed on
/// whole.
///
/// One thread.
final class Listening implements ChunkSink {
    private final Optional<Consumer<String>> listener;
    private boolean begun;

    Listening(Optional<Consumer<String>> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(String text) {
        begun = true;
        listener.ifPresent(to -> to.accept(text));
    }

    @Override
    public void restart() {
        begun = false;
    }

    /// Whether a piece came of the request that was sent last.
    boolean begun() {
        return begun;
    }

    void finish(String text) {
        if (!begun && !text.isEmpty()) {
            accept(text);
        }
    }
}
