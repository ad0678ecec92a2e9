package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;

import dev.kbench.chat.Chats;
import dev.kbench.config.Settings;
import dev.kbench.contract.ChildJvm;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalReader;
import dev.kbench.table.Dataset;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.ObjectMapper;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// Evaluations of many runs in a JVM with little memory: a million finished runs in 512 MB, and
/// 10,000 at once, each in the midst of a chat of 20 messages, in 2 GB, in the soak tier; fewer in
/// less elsewhere.
class ManyRunsTest {
    private static final boolean SOAK = System.getProperty("kbench.tier", "").equals("soak");
    private static final int PROMPTS = 10;
    private static final String FILLING = "All work and no play. ".repeat(20);

    @TempDir Path folder;

    private String child(String heap, String job, int runs)
            throws IOException, InterruptedException {
        Process child =
                ChildJvm.start(
                        "",
                        List.of(heap),
                        ManyRunsTest.class,
                        List.of(
                                Task.class,
                                JsonParser.class,
                                ObjectMapper.class,
                                JsonInclude.class,
                                Nullable.class),
                        List.of(job, folder.toString(), Integer.toString(runs)));
        child.getOutputStream().close();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        return said;
    }

    private Path rows(int count) throws IOException {
        Path file = folder.resolve("rows.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("number,question\n");
            for (int row = 0; row < count; row++) {
                out.write("%d,What is the number %d?\n".formatted(row, row));
            }
        }
        return file;
    }

    @Test
    void finishedRunsOfStreamedRowsTakeLittleMemory() throws IOException, InterruptedException {
        int runs = SOAK ? 1_000_000 : 20_000;
        rows(runs);
        String said = child(SOAK ? "-Xmx512m" : "-Xmx48m", "finish", runs);
        assertThat(said).isEqualTo("%d of %d passed, %1$d in the journal\n".formatted(runs, runs));
    }

    @Test
    void liveRunsHoldTheirChats() throws IOException, InterruptedException {
        int runs = SOAK ? 10_000 : 400;
        rows(runs);
        String said = child(SOAK ? "-Xmx2g" : "-Xmx80m", "hold", runs);
        assertThat(said).isEqualTo("%d of %d passed, %1$d in the journal\n".formatted(runs, runs));
    }

    /// The child.
    ///
    /// @param args what to do, the folder, how many runs
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        int runs = Integer.parseInt(args[2]);
        Settings settings = Settings.of(Map.of());
        JournalFolder journals = JournalFolder.beside(folder);
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(folder),
                        Overrides.NONE,
                        Optional.of(journals))) {
            boolean hold = args[0].equals("hold");
            workspace.call(() -> evaluate(folder, runs, hold));
        }
        try (JournalReader journal = journals.read(journals.list().getFirst().id())) {
            System.out.printf(", %d in the journal%n", journal.index().finished());
        }
    }

    private static boolean evaluate(Path folder, int count, boolean hold) {
        CountDownLatch held = new CountDownLatch(hold ? count : 0);
        Llm llm =
                new Llm(
                        new Connection(ModelRef.of("echo", "test"), "echo", new Echo(), ""),
                        List.of());
        Task<Boolean> task =
                Task.named("many")
                        .storeTask(false)
                        .storeRun(false)
                        .returning(boolean.class)
                        .param("number", int.class)
                        .param("question", String.class)
                        .body(
                                (model, params) -> {
                                    String question =
                                            (String) params.value("question").orElseThrow();
                                    boolean right = true;
                                    for (int n = 0; n < (hold ? PROMPTS : 1); n++) {
                                        String asked = (hold ? FILLING : "") + question;
                                        right &= model.prompt(asked).equals(asked);
                                    }
                                    held.countDown();
                                    held.await();
                                    return right
                                            && (!hold
                                                    || Chats.current().messages().size()
                                                            == 2 * PROMPTS);
                                });
        Runs<Boolean> runs =
                task.evaluate(
                        with ->
                                with.llms(llm)
                                        .data(Dataset.csv(folder.resolve("rows.csv")))
                                        .jobs(hold ? count : 500));
        System.out.printf(
                "%d of %d passed",
                Math.round(runs.passRate().value() * runs.tally().judged()), runs.size());
        return true;
    }

    private record Echo() implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            return ModelResponse.of(
                    call.request().messages().getLast().text(), Usage.ofTokens(10, 5));
        }

        @Override
        public void close() {}
    }
}
