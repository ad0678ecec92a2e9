package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.llm.spi.RetryableProviderException;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

class LocalModelTest {
    private static final WorkerStart FAKE = Fakes.START;

    private final AtomicInteger started = new AtomicInteger();
    private final List<LocalModel> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(LocalModel::close);
    }

    @Nested
    class Answers {
        @Test
        void haveTextUsageAndReason() throws Exception {
            List<String> chunks = new ArrayList<>();
            ModelResponse response = model().send(call("hello", 24), chunks::add);
            assertThat(response.text()).isEqualTo("The short answer.");
            assertThat(chunks).containsExactly("The", " short", " answer", ".");
            assertThat(response.usage().timeToFirstToken()).isPresent();
            assertThat(response.usage().plus(Usage.NONE)).isEqualTo(Usage.ofTokens(5, 4));
            assertThat(response.finishReason().raw()).isEqualTo("stop");
            assertThat(response.sent())
                    .isEqualTo(Map.of("temperature", 0.0, "seed", 7L, "max_tokens", 24));
        }

        @Test
        void comeWholeWhereNoPiecesAreAskedFor() throws Exception {
            List<String> chunks = new ArrayList<>();
            ModelRequest request =
                    request("hello", 24, Map.of()).toBuilder().streaming(false).build();
            ModelResponse response =
                    model().send(new ModelCall(request, CallContext.outside()), chunks::add);
            assertThat(chunks).isEmpty();
            assertThat(response.text()).isEqualTo("The short answer.");
            assertThat(response.usage()).isEqualTo(Usage.ofTokens(5, 4));
        }

        @Test
        void endAtTheLimit() throws Exception {
            LocalModel model = model();
            assertLimited(model, 3, "The short answer", 3, "length");
            assertLimited(model, 4, "The short answer.", 4, "length");
            assertLimited(model, 5, "The short answer.", 4, "stop");
            assertThat(started).hasValue(1);
        }

        private void assertLimited(
                LocalModel model, int most, String text, int tokens, String reason)
                throws InterruptedException {
            ModelResponse response = model.send(call("hello", most), ChunkSink.NONE);
            assertThat(response.text()).isEqualTo(text);
            assertThat(response.usage().plus(Usage.NONE)).isEqualTo(Usage.ofTokens(5, tokens));
            assertThat(response.finishReason().raw()).isEqualTo(reason);
        }

        @Test
        void fillTheContextAtMost() throws Exception {
            ModelResponse response = model().send(call("x".repeat(62), 24), ChunkSink.NONE);
            assertThat(response.text()).isEqualTo("The short");
            assertThat(response.finishReason().raw()).isEqualTo("length");
        }

        @Test
        void needRoom() {
            assertThatThrownBy(() -> model().send(call("x".repeat(64), 24), ChunkSink.NONE))
                    .isInstanceOf(PermanentProviderException.class)
                    .hasMessage(
                            "the prompt has 64 tokens, and the context of gguf:x holds 64, the"
                                    + " answer included; shorten the prompt, or set"
                                    + " KBENCH_LOCAL_CONTEXT higher (the model was trained on up to"
                                    + " 128)");
        }

        @Test
        void takeKnownParametersOnly() throws Exception {
            LocalModel model = model();
            assertThatThrownBy(
                            () ->
                                    model.send(
                                            call("hello", 24, Map.of("logprobs", true)),
                                            ChunkSink.NONE))
                    .isInstanceOf(PermanentProviderException.class)
                    .hasMessage(
                            "gguf:x takes the parameters top_p, top_k, min_p, repeat_penalty, got"
                                    + " logprobs");
            assertThatThrownBy(
                            () ->
                                    model.send(
                                            call("hello", 24, Map.of("top_p", "x")),
                                            ChunkSink.NONE))
                    .hasMessage("gguf:x takes a number as top_p, got x");
            assertThat(model.send(call("hello", 24, Map.of("top_p", 0.9)), ChunkSink.NONE).sent())
                    .containsEntry("top_p", 0.9);
        }

        @Test
        void promptCanBeSeen() throws Exception {
            assertThat(model().prompt(List.of(user("hello"))))
                    .isEqualTo(new TemplatedPrompt("hello", 5));
        }
    }

    @Nested
    class Failures {
        @Test
        void deadWorkerIsToldAndReplaced() throws Exception {
            LocalModel model = model();
            assertThatThrownBy(() -> model.send(call("die", 24), ChunkSink.NONE))
                    .isInstanceOf(RetryableProviderException.class)
                    .hasMessage(
                            "llama.cpp ended its process while it answered (/m/x.gguf, exit code"
                                + " 134; its last words: segmentation fault); the next call starts"
                                + " it anew. If it happens again, the file is damaged or there is"
                                + " too little memory");
            assertThat(model.send(call("hello", 24), ChunkSink.NONE).text())
                    .isEqualTo("The short answer.");
            assertThat(started).hasValue(2);
        }

        @Test
        void fileThatEndsTheLibraryIsTold() {
            assertThatThrownBy(() -> model("/m/aborting.gguf").send(call("a", 1), ChunkSink.NONE))
                    .isInstanceOf(PermanentProviderException.class)
                    .hasMessage(
                            "llama.cpp cannot load /m/aborting.gguf: it ended its process (exit"
                                + " code 134; its last words: GGML_ASSERT: broken); check that the"
                                + " file is whole and of a kind that llama.cpp knows");
        }

        @Test
        void fileThatTheLibraryRefusesIsToldEveryTime() {
            LocalModel model = model("/m/refused.gguf");
            for (int call = 1; call <= 2; call++) {
                assertThatThrownBy(() -> model.send(call("a", 1), ChunkSink.NONE))
                        .isInstanceOf(PermanentProviderException.class)
                        .hasMessage(
                                "llama.cpp cannot load /m/refused.gguf: wrong magic; check that the"
                                        + " file is whole and of a kind that llama.cpp knows");
            }
        }

        @Test
        void wordsBetweenTheFramesEndTheWorker() {
            assertThatThrownBy(() -> model("/m/babbling.gguf").send(call("a", 1), ChunkSink.NONE))
                    .isInstanceOf(PermanentProviderException.class)
                    .hasMessageContaining("expected a frame, got the bytes 45787472");
        }

        @Test
        void refusedRequestLeavesTheWorker() throws Exception {
            LocalModel model = model();
            assertThatThrownBy(() -> model.send(call("refuse", 24), ChunkSink.NONE))
                    .isInstanceOf(PermanentProviderException.class)
                    .hasMessage("gguf:x does not take the conversation: no such thing");
            model.send(call("hello", 24), ChunkSink.NONE);
            assertThat(started).hasValue(1);
        }

        @Test
        void processThatCannotBeStarted() {
            LocalModel model =
                    model("/m/x.gguf", folder -> new ProcessBuilder("/no/such/java").start());
            assertThatThrownBy(() -> model.send(call("hello", 24), ChunkSink.NONE))
                    .isInstanceOf(PermanentProviderException.class)
                    .hasMessageStartingWith(
                            "gguf:x runs in a child JVM, which cannot be started:"
                                    + " java.io.IOException: Cannot run program \"/no/such/java\"");
        }

        @Test
        void uncountedTokensAreUnknown() throws Exception {
            ModelResponse response = model().send(call("uncounted", 24), ChunkSink.NONE);
            assertThat(response.usage().plus(Usage.NONE)).isEqualTo(Usage.NONE);
            assertThat(response.finishReason().raw()).isEqualTo("stop");
        }

        @Test
        void silenceHasALimit() {
            LocalModel model =
                    model("/m/x.gguf", FAKE, waiting(Duration.ofMillis(1), Duration.ZERO));
            assertThatThrownBy(() -> model.send(call("hello", 24), ChunkSink.NONE))
                    .isInstanceOf(RetryableProviderException.class)
                    .hasMessage("gguf:x: nothing came for 0 s while it loaded its weights");
        }

        @Test
        void closedModelTakesNoCall() {
            LocalModel model = model();
            model.close();
            assertThatThrownBy(() -> model.send(call("hello", 24), ChunkSink.NONE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the model is closed");
        }
    }

    @Nested
    class Stops {
        @Test
        void cancelEndsAnAnswer() throws Exception {
            assertStops(model(), "wait", 1);
        }

        @Test
        void workerThatDoesNotListenIsReplaced() throws Exception {
            Patience patience = waiting(Fakes.PATIENCE.silence(), Duration.ofMillis(100));
            assertStops(model("/m/x.gguf", FAKE, patience), "wait deaf", 2);
        }

        private void assertStops(LocalModel model, String prompt, int workers) throws Exception {
            Cancellation cancellation = new Cancellation();
            assertThatThrownBy(
                            () ->
                                    model.send(
                                            call(prompt, cancellation, Deadline.NONE),
                                            _ -> cancellation.cancel("the user said so")))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("the user said so");
            assertThat(model.send(call("hello", 24), ChunkSink.NONE).text())
                    .isEqualTo("The short answer.");
            assertThat(started).hasValue(workers);
        }

        @Test
        void interruptEndsAnAnswer() {
            LocalModel model = model();
            assertThatThrownBy(
                            () ->
                                    model.send(
                                            call("wait", 24),
                                            _ -> Thread.currentThread().interrupt()))
                    .isInstanceOf(InterruptedException.class);
        }

        @Test
        void interruptDuringTheStartLosesNoProcess() throws Exception {
            Thread me = Thread.currentThread();
            LocalModel model =
                    model(
                            "/m/x.gguf",
                            folder -> {
                                me.interrupt();
                                return FAKE.start(folder);
                            });
            assertThatThrownBy(() -> model.send(call("hello", 24), ChunkSink.NONE))
                    .isInstanceOf(InterruptedException.class);
            assertThat(model.send(call("hello", 24), ChunkSink.NONE).text())
                    .isEqualTo("The short answer.");
            assertThat(started).hasValue(1);
        }

        @Test
        void deadlineEndsAnAnswer() throws Exception {
            LocalModel model = model();
            model.send(call("hello", 24), ChunkSink.NONE);
            Deadline deadline = Deadline.after(System.nanoTime(), Duration.ofMillis(300));
            assertThatThrownBy(
                            () ->
                                    model.send(
                                            call("wait", new Cancellation(), deadline),
                                            ChunkSink.NONE))
                    .asInstanceOf(InstanceOfAssertFactories.type(RetryableProviderException.class))
                    .matches(e -> e.trouble() == Trouble.TIMED_OUT)
                    .extracting(RetryableProviderException::getMessage)
                    .asString()
                    .startsWith("gguf:x: the deadline passed while ");
        }

        @Test
        void cancelledCallNeverStarts() {
            Cancellation cancellation = new Cancellation();
            cancellation.cancel("too late");
            assertThatThrownBy(
                            () ->
                                    model().send(
                                                    call("hello", cancellation, Deadline.NONE),
                                                    ChunkSink.NONE))
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("too late");
            assertThat(started).hasValue(0);
        }

        @Test
        void waitingCallCanBeCancelledAndTheOthersGoOn() throws Exception {
            LocalModel model = model();
            CountDownLatch answering = new CountDownLatch(1);
            Cancellation first = new Cancellation();
            FutureTask<ModelResponse> running =
                    inThread(
                            () ->
                                    model.send(
                                            call("wait", first, Deadline.NONE),
                                            _ -> answering.countDown()));
            assertThat(answering.await(60, TimeUnit.SECONDS)).isTrue();
            Cancellation second = new Cancellation();
            FutureTask<ModelResponse> waiting =
                    inThread(
                            () -> model.send(call("hello", second, Deadline.NONE), ChunkSink.NONE));
            second.cancel("not needed");
            assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(CancellationException.class);
            assertThat(running).isNotDone();
            FutureTask<ModelResponse> third =
                    inThread(() -> model.send(call("hello", 24), ChunkSink.NONE));
            first.cancel("enough");
            assertThat(third.get(60, TimeUnit.SECONDS).text()).isEqualTo("The short answer.");
            assertThat(started).hasValue(1);
        }
    }

    @Test
    void manyCallsShareAWorker() throws Exception {
        LocalModel model = model();
        List<FutureTask<ModelResponse>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            calls.add(inThread(() -> model.send(call("hello", 24), ChunkSink.NONE)));
        }
        for (FutureTask<ModelResponse> call : calls) {
            assertThat(call.get(120, TimeUnit.SECONDS).usage().plus(Usage.NONE))
                    .isEqualTo(Usage.ofTokens(5, 4));
        }
        assertThat(started).hasValue(1);
    }

    @Test
    void twoWorkersAnswerAtOnce() throws Exception {
        LocalModel model = model("/m/x.gguf", FAKE, Fakes.PATIENCE, 2);
        CountDownLatch both = new CountDownLatch(2);
        Cancellation end = new Cancellation();
        List<FutureTask<ModelResponse>> calls = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 2; i++) {
            calls.add(
                    inThread(
                            () ->
                                    model.send(
                                            call("wait", end, Deadline.NONE),
                                            _ -> both.countDown())));
        }
        assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
        end.cancel("seen");
        assertThat(started).hasValue(2);
    }

    @Test
    void noThreadKeepsTheJvm() throws Exception {
        model().send(call("hello", 24), ChunkSink.NONE);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("kbench-local"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    private static <T> FutureTask<T> inThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }

    private LocalModel model() {
        return model("/m/x.gguf");
    }

    private LocalModel model(String path) {
        return model(path, FAKE);
    }

    private LocalModel model(String path, WorkerStart start) {
        return model(path, start, Fakes.PATIENCE);
    }

    private static Patience waiting(Duration silence, Duration stopping) {
        return new Patience(silence, stopping, Fakes.PATIENCE.counting());
    }

    private LocalModel model(String path, WorkerStart start, Patience patience) {
        return model(path, start, patience, 1);
    }

    private LocalModel model(String path, WorkerStart start, Patience patience, int workers) {
        LocalModel model =
                Fakes.model(
                        path,
                        64,
                        workers,
                        folder -> {
                            started.incrementAndGet();
                            return start.start(folder);
                        },
                        patience);
        open.add(model);
        return model;
    }

    private static RequestMessage user(String text) {
        return new RequestMessage(Role.USER, new Text(text));
    }

    private static ModelCall call(String text, int most) {
        return call(text, most, Map.of());
    }

    private static ModelCall call(String text, int most, Map<String, Object> params) {
        return new ModelCall(request(text, most, params), CallContext.outside());
    }

    private static ModelCall call(String text, Cancellation cancellation, Deadline deadline) {
        return new ModelCall(
                request(text, 24, Map.of()), new CallContext("", null, 0, deadline, cancellation));
    }

    private static ModelRequest request(String text, int most, Map<String, Object> params) {
        return ModelRequest.to("x")
                .message(user(text))
                .temperature(0)
                .seed(7)
                .maxTokens(most)
                .streaming(true)
                .apiParams(params)
                .build();
    }
}
