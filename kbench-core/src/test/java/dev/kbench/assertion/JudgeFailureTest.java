package dev.kbench.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.Kbench;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Contexts;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.TestRun;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.run.Run;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/// What becomes of an assessment where the judge's provider fails, and who pays for it.
class JudgeFailureTest {
    private static final List<String> CRITERIA = List.of("It rhymes.");
    private static final String REPORT =
            "{\"results\": [{\"criterion\": \"It rhymes.\", \"passed\": true, \"reason\": \"yes\","
                    + " \"confidence\": 90}]}";

    /// A model that does what it is told to.
    private record Judge(Function<ModelCall, ModelResponse> answer) implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            return answer.apply(call);
        }

        @Override
        public void close() {}
    }

    private static Llm judge(Function<ModelCall, ModelResponse> answer) {
        return new Llm(
                new Connection(ModelRef.of("judge", "scripted"), "judge", new Judge(answer), ""),
                List.of());
    }

    private static Llm failing(RuntimeException e) {
        return judge(
                _ -> {
                    throw e;
                });
    }

    private static Llm saying(String text) {
        return judge(_ -> ModelResponse.of(text, Usage.ofTokens(100, 10)));
    }

    /// What an assessment comes to, the last words of its chat, and the notices.
    private record Told(Optional<AssessReport> report, String lastWords, List<String> notices) {}

    private static Told assess(Llm judge) throws Exception {
        TestRun run = TestRun.create();
        Chat chat = Chat.named("Task");
        List<Optional<AssessReport>> given = new ArrayList<>();
        run.in(
                () -> {
                    try (var _ = Contexts.enter(chat)) {
                        given.add(Kbench.assessResponseWithJudge(CRITERIA, "a\nb", judge));
                    }
                });
        ChatItem asked = chat.items().getLast();
        return new Told(
                given.getFirst(),
                ((Chat) asked).messages().getLast().text(),
                run.events().stream()
                        .filter(RunEvent.Notice.class::isInstance)
                        .map(event -> ((RunEvent.Notice) event).text())
                        .toList());
    }

    @Test
    void aProviderThatIsDownGivesNoVerdict() throws Exception {
        Told told =
                assess(
                        failing(
                                new RetryableProviderException(
                                        Trouble.UNAVAILABLE, "judge", 503, "busy", null, null)));
        assertThat(told.report()).isEmpty();
        assertThat(told.lastWords()).isEqualTo("The judge judge gave no assessment: busy");
        assertThat(told.notices()).containsExactly("The judge judge gave no assessment: busy");
    }

    @Test
    void neitherDoesOneThatRefusesTheRequest() throws Exception {
        for (Trouble trouble :
                List.of(
                        Trouble.KEY_REFUSED,
                        Trouble.CONTENT_REFUSED,
                        Trouble.MODEL_UNKNOWN,
                        Trouble.REQUEST_REFUSED)) {
            ModelProviderException e =
                    new PermanentProviderException(trouble, "judge", 400, "no: " + trouble, null);
            Told told = assess(failing(e));
            assertThat(told.report()).as("%s", trouble).isEmpty();
            assertThat(told.lastWords())
                    .isEqualTo("The judge judge gave no assessment: no: " + trouble);
            assertThat(told.notices()).hasSize(1);
        }
    }

    /// Whoever hears the notice need not be one who may read what the judge was told.
    @Test
    void aNoticeQuotesNothingOfTheJudge() throws Exception {
        Told told = assess(saying("Bob is the werewolf."));
        assertThat(told.report()).isEmpty();
        assertThat(told.lastWords()).contains("Bob is the werewolf.");
        assertThat(told.notices())
                .containsExactly(
                        "The judge judge gave no assessment: its answer could not be read; its"
                                + " chat says why");
    }

    @Test
    void anEndOfTheRunIsNoFailureOfTheJudges() {
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> assess(failing(new CancellationException("cancelled"))))
                .withMessage("cancelled");
    }

    private static Run<Double> run(Llm judge) {
        return Task.named("judged")
                .returning(double.class)
                .storeRun(false)
                .body(
                        (llm, _) -> {
                            String poem = llm.prompt("A poem!");
                            return Kbench.assessResponseWithJudge(CRITERIA, poem, judge)
                                    .map(AssessReport::share)
                                    .orElse(-1.0);
                        })
                .attempt(MockLlm.replying("a\nb"));
    }

    @Test
    void itsCallsAreBilledToTheRunThatAskedIt() {
        Run<Double> run = run(saying(REPORT));
        assertThat(run.result()).isEqualTo(1.0);
        assertThat(run.usage().inputTokens()).hasValue(100);
        assertThat(run.usage().outputTokens()).hasValue(10);
    }

    @Test
    void soIsAnAnswerThatCannotBeRead() {
        Run<Double> run = run(saying("It is fine."));
        assertThat(run.result()).isEqualTo(-1.0);
        assertThat(run.usage().inputTokens()).hasValue(100);
        assertThat(run.usage().outputTokens()).hasValue(10);
    }
}
