package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.models.wire.NoAnswerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

class CompletionStreamTest {
    /// Streams as servers give them, in the shapes that their documentation shows.
    private enum Sample {
        /// https://platform.openai.com/docs/api-reference/chat-streaming, as of November 2026.
        OPENAI(
                false,
                """
                data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","system_fingerprint":"fp_4","choices":[{"index":0,"delta":{"role":"assistant","content":""},"logprobs":null,"finish_reason":null}],"usage":null}

                data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","system_fingerprint":"fp_4","choices":[{"index":0,"delta":{"content":"Hällo"},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"x"}

                data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","system_fingerprint":"fp_4","choices":[{"index":0,"delta":{"content":" 🐦!"},"logprobs":null,"finish_reason":null}],"usage":null,"obfuscation":"yz"}

                data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","system_fingerprint":"fp_4","choices":[{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}],"usage":null}

                data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"gpt-4o-mini","system_fingerprint":"fp_4","choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,"prompt_tokens_details":{"cached_tokens":4}}}

                data: [DONE]

                """,
                ModelResponse.builder()
                        .text("Hällo 🐦!")
                        .finishReason(FinishReason.STOP)
                        .extras(
                                Map.of(
                                        "id",
                                        "\"c1\"",
                                        "model",
                                        "\"gpt-4o-mini\"",
                                        "system_fingerprint",
                                        "\"fp_4\"",
                                        "obfuscation",
                                        "\"x\""))),
        /// Comments of a router that waits, CR LF, usage in the last chunk with a choice, no id.
        ROUTER(
                false,
                """
                : OPENROUTER PROCESSING

                data: {"choices":[{"delta":{"role":"assistant","content":"","reasoning":"hm "}}]}

                : OPENROUTER PROCESSING

                data: {"choices":[{"delta":{"reasoning":"mm"}}]}

                data: {"choices":[{"delta":{"content":"42"}}]}

                data: {"choices":[{"delta":{"content":""},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}

                data: [DONE]
                """
                        .replace("\n", "\r\n"),
                ModelResponse.builder()
                        .reasoning("hm mm")
                        .text("42")
                        .finishReason(FinishReason.STOP)),
        /// Two calls whose pieces come by turns.
        TOOLS(
                false,
                """
                data: {"choices":[{"delta":{"content":null,"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"add","arguments":""}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"x\\":"}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":1,"id":"b","function":{"name":"sub","arguments":"{}"}}]}}]}

                data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"1}"}}]}}]}

                data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}

                data: [DONE]

                """,
                ModelResponse.builder()
                        .part(ToolCall.of("a", "add", "{\"x\":1}"))
                        .part(ToolCall.of("b", "sub", "{}"))
                        .finishReason(FinishReason.of("tool_calls"))),
        /// Thoughts in the text, and no `[DONE]`.
        TAGS(
                true,
                """
                data: {"choices":[{"delta":{"content":"<thi"}}]}

                data: {"choices":[{"delta":{"content":"nk>\\n15*17"}}]}

                data: {"choices":[{"delta":{"content":"\\n</think>\\n\\n2"}}]}

                data: {"choices":[{"delta":{"content":"55\\n"},"finish_reason":"length"}]}

                """,
                ModelResponse.builder()
                        .part(ReasoningTrace.of("15*17"))
                        .text("255")
                        .finishReason(FinishReason.LENGTH)),
        /// Log probabilities come with each chunk.
        LOGPROBS(
                false,
                """
                data: {"choices":[{"delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-0.1}]}}]}

                data: {"choices":[{"delta":{"content":"b"},"logprobs":{"content":[{"token":"b","logprob":-0.2}]},"finish_reason":"stop"}]}

                data: [DONE]

                """,
                ModelResponse.builder()
                        .text("ab")
                        .finishReason(FinishReason.STOP)
                        .logprobs(
                                "[{\"content\":[{\"token\":\"a\",\"logprob\":-0.1}]},{\"content\":[{\"token\":\"b\",\"logprob\":-0.2}]}]"));

        private final boolean thinks;
        private final byte[] events;
        private final ModelResponse expected;

        Sample(boolean thinks, String events, ModelResponse.Builder expected) {
            this.thinks = thinks;
            this.events = events.getBytes(StandardCharsets.UTF_8);
            this.expected = expected.build();
        }

        private ModelResponse read(int piece, ChunkSink chunks) throws NoAnswerException {
            return Completions.stream(events, piece, thinks, chunks);
        }
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
    @EnumSource
    void isReadInPiecesOfEverySize(Sample sample) throws Exception {
        for (int piece = 1; piece <= sample.events.length; piece++) {
            Heard heard = new Heard();
            ModelResponse response = sample.read(piece, heard);
            assertThat(response.toBuilder().usage(Usage.NONE).build())
                    .as("pieces of %d", piece)
                    .isEqualTo(sample.expected);
            assertThat(heard.text).hasToString(response.text());
            assertThat(heard.reasoning.toString().strip()).isEqualTo(response.reasoning());
        }
    }

    /// A stream that stops is an error, unless all of the answer had come.
    @ParameterizedTest
    @EnumSource
    void isNeverAShortAnswerWhereverItStops(Sample sample) throws Exception {
        int whole = 0;
        for (int end = 0; end < sample.events.length; end++) {
            byte[] cut = Arrays.copyOf(sample.events, end);
            try {
                ModelResponse response =
                        Completions.stream(cut, cut.length + 1, sample.thinks, ChunkSink.NONE);
                assertThat(response.parts()).isEqualTo(sample.expected.parts());
                assertThat(response.finishReason()).isEqualTo(sample.expected.finishReason());
                whole++;
            } catch (NoAnswerException e) {
                assertThat(e.passing()).as("cut at %d: %s", end, e.getMessage()).isTrue();
            }
        }
        assertThat(whole).isPositive().isLessThan(sample.events.length / 2);
    }

    @Test
    void usageIsThatOfTheLastChunkThatTellsOne() throws Exception {
        assertThat(Sample.OPENAI.read(7, ChunkSink.NONE).usage().inputTokens()).hasValue(19);
        assertThat(Sample.OPENAI.read(7, ChunkSink.NONE).usage().cachedTokens()).hasValue(4);
        assertThat(Sample.ROUTER.read(7, ChunkSink.NONE).usage()).isEqualTo(Usage.ofTokens(1, 2));
        assertThat(Sample.TAGS.read(7, ChunkSink.NONE).usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void tagsAreTextWhereNoThoughtsWereAskedFor() throws Exception {
        ModelResponse response = Completions.stream(Sample.TAGS.events, 9, false, ChunkSink.NONE);
        assertThat(response.parts()).containsExactly(new Text("<think>\n15*17\n</think>\n\n255\n"));
    }

    private static NoAnswerException refused(String events) {
        List<NoAnswerException> thrown = new ArrayList<>();
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(
                        () ->
                                Completions.stream(
                                        events.getBytes(StandardCharsets.UTF_8),
                                        1 << 20,
                                        false,
                                        ChunkSink.NONE))
                .satisfies(thrown::add);
        return thrown.getFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"error\":{\"message\":\"Overloaded\",\"type\":\"overloaded_error\"}}\n\n",
                "event: error\ndata: {\"message\":\"Overloaded\"}\n\n",
                "event: error\ndata: {\"error\":\"Overloaded\"}\n\n",
                "data:"
                    + " {\"choices\":[{\"delta\":{\"content\":\"x\"},\"error\":{\"message\":\"Overloaded\"}}]}\n\n",
            })
    void anErrorInsideIsOne(String event) {
        NoAnswerException e =
                refused("data: {\"choices\":[{\"delta\":{\"content\":\"4\"}}]}\n\n" + event);
        assertThat(e).hasMessage("an error inside the stream");
        assertThat(e.passing()).isTrue();
        assertThat(e.error()).isNotNull();
        assertThat(e.error().message()).isEqualTo("Overloaded");
    }

    @Test
    void whatIsNoChunkIsRefused() {
        assertThat(refused("data: hello\n\n")).hasMessage("a body that is not JSON");
        assertThat(refused("data: {\"choices\":[{\"delta\":{\"content\":\"\n\n"))
                .hasMessage("JSON that breaks off");
        assertThat(refused("data: [1]\n\n")).hasMessage("JSON that is no object");
        assertThat(refused("data: [DONE]\n\n")).hasMessage("an answer without choices");
        assertThat(refused(": only\n\n:comments\n\n"))
                .hasMessage("a stream that ended before the answer did");
        assertThat(refused("data: {\"x\":" + "[".repeat(100_000) + "\n\n"))
                .hasMessage("JSON nested too deep or too large");
    }

    private static List<ToolCall> calls(String... deltas) throws Exception {
        StringBuilder events = new StringBuilder();
        for (String delta : deltas) {
            events.append("data: {\"choices\":[{\"delta\":{\"tool_calls\":[")
                    .append(delta)
                    .append("]}}]}\n\n");
        }
        events.append("data: [DONE]\n\n");
        return Completions.stream(
                        events.toString().getBytes(StandardCharsets.UTF_8),
                        11,
                        false,
                        ChunkSink.NONE)
                .toolCalls();
    }

    @Test
    void callsOfOneIndexAreToldApart() throws Exception {
        assertThat(
                        calls(
                                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}",
                                "{\"index\":0,\"id\":\"b\",\"function\":{\"name\":\"f\",\"arguments\":\"[]\"}}"))
                .containsExactly(ToolCall.of("a", "f", "{}"), ToolCall.of("b", "f", "[]"));
        assertThat(
                        calls(
                                "{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}",
                                "{\"index\":0,\"function\":{\"name\":\"g\",\"arguments\":\"[]\"}}"))
                .containsExactly(ToolCall.of("", "f", "{}"), ToolCall.of("", "g", "[]"));
    }

    @Test
    void aCallWhoseNameComesAgainIsOne() throws Exception {
        assertThat(
                        calls(
                                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\"\"}}",
                                "{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\":1}\"}}"))
                .containsExactly(ToolCall.of("a", "f", "{\"x\":1}"));
    }

    @Test
    void whatGoesBackWithACallIsKept() throws Exception {
        assertThat(
                        calls(
                                "{\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":{\"x\":1}},\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}}}"))
                .containsExactly(
                        new ToolCall(
                                "a",
                                "f",
                                "{\"x\":1}",
                                "{\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}}}"));
    }
}
