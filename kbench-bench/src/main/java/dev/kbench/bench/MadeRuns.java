package dev.kbench.bench;

import static dev.kbench.Kbench.assertTrue;

import dev.kbench.config.Settings;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Runs;
import dev.kbench.store.NoFiles;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Evaluations whose runs differ as those of people do: five tasks, eight models, answers of some
/// words up to 100,000 characters, values of three kinds, wrong answers, exceptions, providers that
/// fail, and in one task runs inside runs. Deterministic.
final class MadeRuns {
    static final int TASKS = 5;
    static final int MODELS = 8;

    /// The most characters of an answer.
    private static final int LONGEST = 100_000;

    private static final int JOBS = 1_000;
    private static final String[] WORDS = words();

    private MadeRuns() {}

    private static String[] words() {
        SplittableRandom random = new SplittableRandom(1);
        String[] words = new String[20_000];
        for (int i = 0; i < words.length; i++) {
            StringBuilder word = new StringBuilder();
            for (int length = 3 + random.nextInt(8); length > 0; length--) {
                word.append((char) ('a' + random.nextInt(26)));
            }
            words[i] = word.toString();
        }
        return words;
    }

    static String model(int number) {
        return "maker-%d/model-%d".formatted(number / 2, number);
    }

    static String task(int number) {
        return "task " + number;
    }

    /// A word that answers have: small numbers are the frequent ones.
    static String word(int number) {
        return WORDS[number];
    }

    /// Makes them.
    ///
    /// @param runs how many in all, a multiple of tasks and models
    /// @return how many are in the journals
    static long write(Path folder, int runs) throws Exception {
        Settings settings = Settings.of(Map.of());
        long made = 0;
        for (int task = 0; task < TASKS; task++) {
            int number = task;
            try (Workspace workspace =
                    new Workspace(
                            settings,
                            new Models(settings, List.of(), List.of(), Progress.NONE),
                            new NoFiles(),
                            Overrides.NONE,
                            Optional.of(Evaluation.journals(folder, new Flushes())))) {
                made += workspace.call(() -> evaluate(number, runs / TASKS / MODELS));
            }
        }
        return made;
    }

    private static long evaluate(int number, int rows) {
        List<Llm> models = new ArrayList<>();
        for (int model = 0; model < MODELS; model++) {
            models.add(Talker.llm(model));
        }
        List<Integer> sizes = IntStream.range(0, rows).boxed().toList();
        DataFrame data =
                DataFrame.ofColumns(
                        "size",
                        sizes,
                        "level",
                        sizes.stream()
                                .map(row -> List.of("easy", "fair", "hard").get(row % 3))
                                .toList(),
                        "question",
                        sizes.stream()
                                .map(row -> WORDS[row % WORDS.length] + " or " + row)
                                .toList());
        Runs<Double> runs =
                Task.named(task(number))
                        .storeTask(false)
                        .storeRun(false)
                        .returning(double.class)
                        .param("size", int.class)
                        .param("level", String.class)
                        .param("question", String.class)
                        .body((llm, params) -> answer(llm, params, number == 0))
                        .evaluate(
                                with ->
                                        with.llms(models)
                                                .jobs(JOBS)
                                                .onFailure(OnFailure.CONTINUE)
                                                .data(data));
        return runs.tally().judged() + runs.tally().unmeasured();
    }

    private static double answer(Llm llm, Params params, boolean nested) {
        String question = String.valueOf(params.value("question").orElseThrow());
        String answer = llm.prompt("What is it, " + question + "?");
        int size = (int) params.value("size").orElseThrow();
        if (nested && size % 10 == 0) {
            Task.named("inner")
                    .storeTask(false)
                    .storeRun(false)
                    .returning(boolean.class)
                    .body((other, _) -> !other.prompt("And then, " + question + "?").isEmpty())
                    .run(llm);
        }
        if (answer.length() % 17 == 0) {
            throw new IllegalStateException("no tide data for " + question);
        }
        assertTrue(answer.length() % 5 != 0, "the answer is right");
        return (answer.length() % 1_000) / 1_000.0;
    }

    /// A model in this process that has much to say, now and then.
    private record Talker(int number) implements ModelClient {
        static Llm llm(int number) {
            return new Llm(
                    new Connection(
                            ModelRef.of(model(number), "bench"),
                            model(number),
                            new Talker(number),
                            ""),
                    List.of());
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            String asked = call.request().messages().getLast().text();
            SplittableRandom random = new SplittableRandom(asked.hashCode() * 31L + number);
            if (random.nextInt(100) == 0) {
                throw new PermanentProviderException(
                        Trouble.UNAVAILABLE, model(number), 503, "the server is down", null);
            }
            String answer = answer(random);
            return ModelResponse.of(
                    answer,
                    Usage.ofTokens(asked.length() / 4, answer.length() / 4)
                            .costing(
                                    OptionalLong.of(asked.length() * 100L),
                                    OptionalLong.of(answer.length() * 400L)));
        }

        /// Of a hundred answers ninety are short, nine long, and one very long.
        private static String answer(SplittableRandom random) {
            int kind = random.nextInt(100);
            int length =
                    kind < 90
                            ? 20 + random.nextInt(500)
                            : kind < 99 ? 500 + random.nextInt(6_000) : random.nextInt(LONGEST);
            StringBuilder answer = new StringBuilder(length + 16);
            while (answer.length() < length) {
                double share = random.nextDouble();
                answer.append(WORDS[(int) (WORDS.length * share * share * share)]).append(' ');
            }
            answer.setLength(length);
            return answer.toString();
        }

        @Override
        public void close() {}
    }
}
