package dev.kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.config.Settings;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class ModelsTest {
    /// Connects to one model.
    private interface Connect {
        Connection to(String modelId) throws InterruptedException;
    }

    private record Provider(String name, int rank, String prefix, List<String> ids, Connect connect)
            implements ModelProvider {
        @Override
        public boolean serves(String modelId, Settings settings) {
            return modelId.startsWith(prefix);
        }

        @Override
        public Connection connect(String modelId, Settings settings, Progress progress)
                throws InterruptedException {
            return connect.to(modelId);
        }

        @Override
        public List<String> known(Settings settings) {
            return ids;
        }
    }

    private final List<ScriptedClient> clients = Collections.synchronizedList(new ArrayList<>());

    private Connection connection(String answer) {
        ScriptedClient client = ScriptedClient.replying(answer);
        clients.add(client);
        return client.connection();
    }

    private Provider provider(String name, String prefix, String... ids) {
        return new Provider(name, 0, prefix, List.of(ids), id -> connection(name + " " + id));
    }

    private static Models models(ModelProvider... providers) {
        return new Models(Settings.of(Map.of()), List.of(providers), List.of(), Progress.NONE);
    }

    @Test
    void areConnectedOnce() {
        Models models = models(provider("a", ""));
        Llm first = models.model("x");

        assertThat(models.model("x")).isSameAs(first);
        assertThat(models.model("y")).isNotSameAs(first);
        assertThat(clients).hasSize(2);
    }

    @Test
    void comeFromTheFirstProviderByRank() {
        Models models =
                models(
                        new Provider("any", 9, "", List.of("p/q"), _ -> connection("any")),
                        new Provider(
                                "demo", 1, "demo/", List.of("demo/x"), _ -> connection("demo")));

        assertThat(models.model("demo/x").prompt("?")).isEqualTo("demo");
        assertThat(models.model("vendor/x").prompt("?")).isEqualTo("any");
        assertThat(models.known())
                .containsExactly(
                        Map.entry("demo", List.of("demo/x")), Map.entry("any", List.of("p/q")));
    }

    @Test
    void unknownOnesAreToldWhatThereIs() {
        assertThatExceptionOfType(PermanentProviderException.class)
                .isThrownBy(
                        () ->
                                models(
                                                provider("demo", "demo/", "demo/echo", "demo/math"),
                                                provider("local", "local/", "local/smollm2"))
                                        .model("vendor/x"))
                .withMessage(
                        "no provider serves the model 'vendor/x'; there are demo/echo, demo/math,"
                                + " local/smollm2; for other models set MODEL_PROXY_URL and"
                                + " MODEL_PROXY_API_KEY (or OPENAI_BASE_URL) or run kbench init")
                .satisfies(
                        e -> {
                            assertThat(e.model()).isEqualTo("vendor/x");
                            assertThat(e.trouble())
                                    .isEqualTo(ModelProviderException.Trouble.MODEL_UNKNOWN);
                        });
    }

    @Test
    void unknownOnesAreToldOfManyInShort() {
        String[] ids = IntStream.range(0, 20).mapToObj(i -> "m" + i).toArray(String[]::new);

        assertThatExceptionOfType(PermanentProviderException.class)
                .isThrownBy(() -> models(provider("a", "a/", ids)).model("x"))
                .withMessage(
                        "no provider serves the model 'x'; there are m0, m1, m2, m3, m4, m5, m6,"
                                + " m7, m8, m9, m10, m11 and 8 more (kbench models lists all); for"
                                + " other models set MODEL_PROXY_URL and MODEL_PROXY_API_KEY (or"
                                + " OPENAI_BASE_URL) or run kbench init");
        assertThatExceptionOfType(PermanentProviderException.class)
                .isThrownBy(() -> models().model(""))
                .withMessage(
                        "no provider serves the model ''; for other models set MODEL_PROXY_URL and"
                                + " MODEL_PROXY_API_KEY (or OPENAI_BASE_URL) or run kbench init");
    }

    @Test
    void aSlowOneDoesNotHoldUpAnother() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger slowConnects = new AtomicInteger();
        Models models =
                models(
                        new Provider(
                                "slow",
                                0,
                                "slow",
                                List.of(),
                                _ -> {
                                    slowConnects.incrementAndGet();
                                    begun.countDown();
                                    goOn.await();
                                    return connection("slow");
                                }),
                        provider("fast", "fast"));
        FutureTask<Llm> slow = new FutureTask<>(() -> models.model("slow"));
        FutureTask<Llm> slowToo = new FutureTask<>(() -> models.model("slow"));
        Thread.ofVirtual().start(slow);
        begun.await();
        Thread.ofVirtual().start(slowToo);

        assertThat(models.model("fast").prompt("?")).isEqualTo("fast fast");
        goOn.countDown();
        assertThat(slow.get()).isSameAs(slowToo.get());
        assertThat(slowConnects).hasValue(1);
    }

    @Test
    void oneThatFailedIsTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        Models models =
                models(
                        new Provider(
                                "a",
                                0,
                                "",
                                List.of(),
                                id -> {
                                    if (tries.incrementAndGet() == 1) {
                                        throw new IllegalStateException("no network");
                                    }
                                    return connection(id);
                                }));

        assertThatIllegalStateException()
                .isThrownBy(() -> models.model("x"))
                .withMessage("no network");
        assertThat(models.model("x").prompt("?")).isEqualTo("x");
    }

    @Test
    void anInterruptEndsTheWait() {
        Models models =
                models(
                        new Provider(
                                "a",
                                0,
                                "",
                                List.of(),
                                _ -> {
                                    throw new InterruptedException();
                                }));

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> models.model("x"))
                .withMessage("interrupted while connecting to x");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void areClosedTogetherEachWhateverTheOthersDo() {
        Models models = models(provider("a", ""));
        models.model("x");
        models.model("y");
        models.close();
        models.close();

        assertThat(clients).extracting(ScriptedClient::closed).containsExactly(1, 1);
        assertThatIllegalStateException()
                .isThrownBy(() -> models.model("x"))
                .withMessage("the models were closed; no model can be connected");
    }

    @Test
    void oneThatConnectsWhileTheyCloseIsClosedToo() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Models models =
                models(
                        new Provider(
                                "a",
                                0,
                                "",
                                List.of(),
                                id -> {
                                    begun.countDown();
                                    goOn.await();
                                    return connection(id);
                                }));
        FutureTask<String> late =
                new FutureTask<>(
                        () -> {
                            try {
                                return models.model("x").name();
                            } catch (IllegalStateException e) {
                                return e.getMessage();
                            }
                        });
        Thread.ofVirtual().start(late);
        begun.await();
        models.close();
        goOn.countDown();

        assertThat(late.get()).isEqualTo("the models were closed; no model can be connected");
        assertThat(clients).extracting(ScriptedClient::closed).containsExactly(1);
    }
}
