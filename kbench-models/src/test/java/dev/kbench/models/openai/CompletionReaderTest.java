package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.FinishReason;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.models.wire.NoAnswerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.OptionalLong;

class CompletionReaderTest {
    private static ModelResponse message(String fields) throws Exception {
        return Completions.whole("{\"choices\":[{\"message\":{" + fields + "}}]}");
    }

    private static Usage usage(String usage) throws Exception {
        return Completions.whole(
                        "{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":" + usage + "}")
                .usage();
    }

    @Test
    void theFirstChoiceIsTheAnswer() throws Exception {
        String body =
                """
                {"id":"c1","x_vendor":{"deep":[1,{"y":null}]},"choices":[{"index":0,"logprobs":null,\
                "message":{"role":"assistant","content":"ş 42","annotations":[]},"finish_reason":"stop"},\
                {"index":1,"message":{"content":"second"}}],"usage":{"prompt_tokens":1,"completion_tokens":2}} \
                """;
        ModelResponse response = Answers.answer(ScriptedServer.answeringJson(body));
        assertThat(response.text()).isEqualTo("ş 42");
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.usage()).isEqualTo(Usage.ofTokens(1, 2));
        assertThat(response.logprobs()).isEmpty();
        assertThat(response.extras())
                .containsExactly(
                        Map.entry("id", "\"c1\""),
                        Map.entry("x_vendor", "{\"deep\":[1,{\"y\":null}]}"),
                        Map.entry("message.annotations", "[]"));
        assertThat(response.sent())
                .containsExactly(Map.entry("temperature", 0.0), Map.entry("seed", 0L));
    }

    @Test
    void theContentTypeDoesNotMatter() throws Exception {
        assertThat(
                        Answers.answer(
                                        ScriptedServer.answering(
                                                200, "text/plain; charset=latin1", Answers.OK))
                                .text())
                .isEqualTo("42");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"content\":null", "", "\"content\":7", "\"content\":{\"a\":\"b\"}"})
    void aMessageWithoutTextIsAnEmptyAnswer(String fields) throws Exception {
        assertThat(message(fields).text()).isEmpty();
    }

    @Test
    void aRefusalIsToldFromAnAnswer() throws Exception {
        ModelResponse refused = message("\"content\":null,\"refusal\":\"I cannot help.\"");
        assertThat(refused.text()).isEmpty();
        assertThat(refused.refusal()).isEqualTo("I cannot help.");
        assertThat(refused.finishReason().kind()).isEqualTo(FinishReason.Kind.REFUSAL);
        ModelResponse both = message("\"content\":\"Sure.\",\"refusal\":\"no\"");
        assertThat(both.text()).isEqualTo("Sure.");
        assertThat(both.refusal()).isEqualTo("no");
        assertThat(both.finishReason().refused()).isFalse();
    }

    @Test
    void partsOfTextAreJoinedAndThoughtsAmongThemAreReasoning() throws Exception {
        ModelResponse response =
                message(
                        """
                        "content":[{"type":"thinking","thinking":[{"text":"hm"}]},\
                        {"type":"text","text":"4"},null,"x",{"type":"text","text":"2"}]\
                        """);
        assertThat(response.text()).isEqualTo("42");
        assertThat(response.reasoning()).isEqualTo("hm");
    }

    @Test
    void reasoningIsKeptWhicheverFieldCarriesIt() throws Exception {
        assertThat(message("\"reasoning_content\":\"hm\",\"content\":\"4\"").reasoning())
                .isEqualTo("hm");
        assertThat(message("\"reasoning\":\"hm\",\"content\":\"4\"").reasoning()).isEqualTo("hm");
        assertThat(message("\"reasoning\":\"b\",\"reasoning_content\":\"a\"").reasoning())
                .isEqualTo("a");
        assertThat(message("\"reasoning\":{\"x\":1}").reasoning()).isEmpty();
    }

    @Test
    void tagsInTheTextAreLeftAlone() throws Exception {
        assertThat(message("\"content\":\"<think>a</think>b\"").text())
                .isEqualTo("<think>a</think>b");
    }

    @Test
    void usageWithEveryExtensionIsRead() throws Exception {
        assertThat(
                        usage(
                                """
                                {"prompt_tokens":120,"completion_tokens":34,"total_tokens":154,\
                                "prompt_tokens_details":{"cached_tokens":64,"audio_tokens":0},\
                                "completion_tokens_details":{"reasoning_tokens":16},\
                                "cost":{"input_tokens_cost_nanodollars":3000000000,\
                                "output_tokens_cost_nanodollars":8400},"total_backend_latency_ms":640}\
                                """))
                .isEqualTo(
                        new Usage(
                                OptionalLong.of(120),
                                OptionalLong.of(34),
                                OptionalLong.of(64),
                                OptionalLong.of(16),
                                OptionalLong.of(3_000_000_000L),
                                OptionalLong.of(8400),
                                OptionalLong.of(640)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "[]",
                "{}",
                "{\"prompt_tokens\":null,\"completion_tokens\":\"5\"}",
                "{\"prompt_tokens\":-1,\"completion_tokens\":1.5}",
                "{\"prompt_tokens\":99999999999999999999,\"completion_tokens\":{\"a\":[1]}}",
                "{\"prompt_tokens_details\":null,\"completion_tokens_details\":[1],\"cost\":5}",
            })
    void whatIsNoCountIsUnknown(String usage) throws Exception {
        assertThat(usage(usage)).isEqualTo(Usage.NONE);
    }

    @Test
    void zeroIsACount() throws Exception {
        assertThat(usage("{\"prompt_tokens\":0,\"completion_tokens\":0}"))
                .isEqualTo(Usage.ofTokens(0, 0));
    }

    @Test
    void hostileTextIsKept() throws Exception {
        assertThat(message("\"content\":\"\\u0000\\u001b[31m\\ud800\u202e${x}\"").text())
                .isEqualTo("\u0000\u001b[31m\ud800\u202e${x}");
    }

    @Test
    void aMegabyteIsRead() throws Exception {
        assertThat(message("\"content\":\"" + "ş".repeat(1 << 20) + "\"").text()).hasSize(1 << 20);
    }

    @Test
    void everyPrefixOfAnAnswerBreaksOff() {
        String body = Answers.OK.replace("}}", ",\"x\":[true,-1.5e3,\"\\u00e4\"]}}");
        for (int end = 0; end < body.length(); end++) {
            String prefix = body.substring(0, end);
            assertThatExceptionOfType(NoAnswerException.class)
                    .isThrownBy(() -> Completions.whole(prefix))
                    .satisfies(e -> assertThat(e.passing()).isTrue());
        }
    }
}
