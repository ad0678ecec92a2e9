package dev.kbench.models.wire;

import dev.kbench.content.Content;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;

import java.util.ArrayList;
import java.util.List;

/// An answer's parts as they come, in order: pieces of a text or a thought that follow each other
/// are one part.
///
/// One thread.
public final class PartsDraft {
    private enum Open {
        NOTHING,
        TEXT,
        THOUGHT
    }

    private final TimedChunks chunks;
    private final List<Content> parts = new ArrayList<>(2);
    private final StringBuilder open = new StringBuilder();
    private Open kind = Open.NOTHING;

    /// Makes one without parts.
    ///
    /// @param chunks takes the pieces
    public PartsDraft(TimedChunks chunks) {
        this.chunks = chunks;
    }

    /// Takes a piece of the text.
    ///
    /// @param piece may be empty
    public void text(String piece) {
        if (!piece.isEmpty()) {
            begin(Open.TEXT);
            open.append(piece);
            chunks.accept(piece);
        }
    }

    /// Takes a piece of the thoughts.
    ///
    /// @param piece may be empty
    public void thought(String piece) {
        if (!piece.isEmpty()) {
            begin(Open.THOUGHT);
            open.append(piece);
            chunks.acceptReasoning(piece);
        }
    }

    private void begin(Open next) {
        if (kind != next) {
            end("");
            kind = next;
        }
    }

    /// Ends a text or a thought.
    ///
    /// @param opaque what goes back with a thought, in the client's form; empty for nothing
    public void end(String opaque) {
        switch (kind) {
            case TEXT -> parts.add(new Text(open.toString()));
            case THOUGHT -> parts.add(new ReasoningTrace(open.toString(), opaque));
            case NOTHING -> {}
        }
        kind = Open.NOTHING;
        open.setLength(0);
    }

    /// Whether a thought's end has not come yet.
    ///
    /// @return true while pieces of it may follow
    public boolean isThinking() {
        return kind == Open.THOUGHT;
    }

    /// Adds a whole part that nobody was given piece by piece, such as a tool call.
    ///
    /// @param part the part
    public void part(Content part) {
        end("");
        parts.add(part);
        chunks.touch();
    }

    /// Whether there are tool calls among the parts.
    ///
    /// @return true if so
    public boolean calls() {
        return parts.stream().anyMatch(ToolCall.class::isInstance);
    }

    /// The parts so far.
    ///
    /// @return a builder of an answer that holds them
    public ModelResponse.Builder response() {
        end("");
        ModelResponse.Builder response = ModelResponse.builder();
        parts.forEach(response::part);
        return response;
    }
}
