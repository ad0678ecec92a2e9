package dev.kbench.models.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/// What every dialect's stream holds, wherever its pieces are cut and wherever it stops.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StreamContract {
    /// A stream and what it says.
    ///
    /// @param name what it shows
    /// @param events the bytes as text
    /// @param expected the answer, with its usage
    public record Sample(String name, String events, ModelResponse expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    protected abstract Dialect dialect();

    protected abstract Stream<Sample> samples();

    /// Reads a stream that comes in pieces of a size.
    protected final ModelResponse read(byte[] events, int piece, ChunkSink chunks)
            throws NoAnswerException {
        ModelRequest request = ModelRequest.to("m").user("Hi").streaming(true).build();
        AnswerReader reader = dialect().reader(request, new TimedChunks(chunks, () -> 0));
        EventStream stream = new EventStream(reader);
        boolean over = false;
        for (int from = 0; from < events.length && !over; from += piece) {
            over =
                    stream.take(
                            ByteBuffer.wrap(events, from, Math.min(piece, events.length - from)));
        }
        stream.finish();
        return reader.response().usage(reader.usage()).build();
    }

    /// Reads a stream that comes at once.
    protected final ModelResponse read(String events) throws NoAnswerException {
        return read(events.getBytes(StandardCharsets.UTF_8), 1 << 20, ChunkSink.NONE);
    }

    private static final class Heard implements ChunkSink {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder reasoning = new StringBuilder();

        @Override
        public void accept(String piece) {
            assertThat(piece).isNotEmpty();
            text.append(piece);
        }

        @Override
        public void acceptReasoning(String piece) {
            assertThat(piece).isNotEmpty();
            reasoning.append(piece);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isReadInPiecesOfEverySize(Sample sample) throws Exception {
        byte[] events = sample.events.getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= events.length; piece++) {
            Heard heard = new Heard();
            ModelResponse response = read(events, piece, heard);
            assertThat(response).as("pieces of %d", piece).isEqualTo(sample.expected);
            assertThat(heard.text).hasToString(response.text());
            assertThat(heard.reasoning.toString().replace("\n\n", ""))
                    .isEqualTo(response.reasoning().replace("\n\n", ""));
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void linesMayEndInReturns(Sample sample) throws Exception {
        assertThat(read(sample.events.replace("\n", "\r\n"))).isEqualTo(sample.expected);
        assertThat(read(": a comment\n\n" + sample.events)).isEqualTo(sample.expected);
    }

    /// A stream that stops is an error, unless all of the answer had come.
    @ParameterizedTest
    @MethodSource("samples")
    void isNeverAShortAnswerWhereverItStops(Sample sample) throws Exception {
        byte[] events = sample.events.getBytes(StandardCharsets.UTF_8);
        int whole = 0;
        for (int end = 0; end < events.length; end++) {
            byte[] cut = Arrays.copyOf(events, end);
            try {
                ModelResponse response = read(cut, cut.length + 1, ChunkSink.NONE);
                assertThat(response.parts()).isEqualTo(sample.expected.parts());
                assertThat(response.finishReason()).isEqualTo(sample.expected.finishReason());
                whole++;
            } catch (NoAnswerException e) {
                assertThat(e.passing()).as("cut at %d: %s", end, e.getMessage()).isTrue();
            }
        }
        assertThat(whole).isLessThan(events.length / 2);
    }

    /// What an answer used, of the figures that streams tell.
    protected static Usage usage(long input, long output) {
        return Usage.ofTokens(input, output);
    }
}
