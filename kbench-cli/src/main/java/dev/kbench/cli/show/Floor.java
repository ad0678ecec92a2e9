package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Where a run's lines go. A floor is either direct (its lines pass straight to the enclosing
/// floor) or kept (they pass when it closes). At most one floor inside another is direct; while it
/// is open, closed ones wait behind it.
///
/// One thread at a time.
final class Floor {
    private final @Nullable Floor parent;
    private final @Nullable Consumer<List<String>> sink;
    private final boolean kept;
    private final int depth;
    private final List<String> lines = new ArrayList<>();
    private final List<AssertionResult> assertions = new ArrayList<>();
    private final List<String> waiting = new ArrayList<>();
    private @Nullable Floor direct;
    private int open;

    private Floor(
            @Nullable Floor parent,
            @Nullable Consumer<List<String>> sink,
            boolean kept,
            int depth) {
        this.parent = parent;
        this.sink = sink;
        this.kept = kept;
        this.depth = depth;
    }

    /// The outermost floor.
    static Floor root(Consumer<List<String>> sink) {
        return new Floor(null, sink, false, -1);
    }

    /// A run begins on this floor.
    Floor open(int depth, boolean parallel) {
        boolean alone = !parallel && open == 0;
        Floor inner = new Floor(this, null, !alone, depth);
        open++;
        if (alone) {
            direct = inner;
        }
        return inner;
    }

    int depth() {
        return depth;
    }

    List<AssertionResult> assertions() {
        return assertions;
    }

    void say(List<String> said) {
        if (kept) {
            lines.addAll(said);
        } else if (sink != null) {
            sink.accept(said);
        } else if (parent != null) {
            parent.say(said);
        }
    }

    /// The run ended.
    void close() {
        if (parent != null) {
            parent.closed(this);
        }
    }

    private void closed(Floor inner) {
        open--;
        if (inner.equals(direct)) {
            direct = null;
            say(List.copyOf(waiting));
            waiting.clear();
        } else if (direct != null) {
            waiting.addAll(inner.lines);
        } else {
            say(inner.lines);
        }
    }
}
