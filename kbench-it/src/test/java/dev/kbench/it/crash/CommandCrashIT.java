package dev.kbench.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.it.Child;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// What a user does: types a command, loses the process, types it again.
class CommandCrashIT {
    private static final Path MODULES = Path.of("target", "modules");
    private static final Pattern TIME = Pattern.compile("[\\d.]+m?s\\b");
    private static final Pattern COST =
            Pattern.compile("[\\d.]+k?\\+[\\d.]+k?|(?m)^ *spent now .*\\n");
    private static final int ROWS = 40;

    private static final String SURVEY =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            /// Asks about a row.
            @Benchmark("survey")
            int survey(Llm llm, int row) {
                String answer = llm.prompt("row-" + row + "-call-0");
                assertTrue(row %% 5 != 0, "Should be no multiple of five.");
                if (row %% %d == 7) {
                    throw new IllegalStateException("row " + row + " fails");
                }
                return answer.length();
            }

            void main() {
                DataFrame rows = DataFrame.ofColumns("row", IntStream.range(0, %d).boxed().toList());
                Task.of(this::survey).evaluate(
                        with -> with.llms(llm()).data(rows).jobs(4).onFailure(OnFailure.CONTINUE));
            }
            """
                    .formatted(EvaluationProgram.FAILS, ROWS);

    @TempDir Path folder;

    @Test
    void theSameCommandGoesOn() throws IOException, InterruptedException {
        int times = System.getProperty("kbench.tier", "").equals("soak") ? 20 : 2;
        try (CountingServer server = new CountingServer()) {
            Path whole = folder("whole");
            String undisturbed = table(run(server, whole, 0));
            assertThat(server.callsOfLast()).hasSize(ROWS);
            Random random = new Random(20_260_103);
            for (int n = 0; n < times; n++) {
                Path out = folder("cut-" + n);
                EvaluationWitness witness = new EvaluationWitness(out, server, ROWS);
                int kills = 0;
                Victim.End end = run(server, out, 1 + random.nextInt(ROWS));
                for (; end.killed(); kills++) {
                    witness.check(end);
                    end = run(server, out, kills == 1 ? 0 : 1 + random.nextInt(ROWS / 2));
                }
                witness.check(end);
                assertThat(kills).isPositive();
                assertThat(table(end)).isEqualTo(undisturbed);
                assertThat(EvaluationCrashIT.files(out)).isEqualTo(EvaluationCrashIT.files(whole));
            }
        }
    }

    private Path folder(String name) throws IOException {
        Path out = Files.createDirectory(folder.resolve(name));
        Files.writeString(out.resolve("Survey.java"), SURVEY);
        return out;
    }

    /// @param call the call at which it is killed, 0 for none
    private static Victim.End run(CountingServer server, Path out, int call)
            throws IOException, InterruptedException {
        CompletableFuture<Victim> victim = new CompletableFuture<>();
        server.next(
                calls -> {
                    if (calls == call) {
                        victim.join().kill();
                    }
                });
        victim.complete(
                Victim.start(
                        Child.command(
                                MODULES,
                                out,
                                Map.of("OPENAI_BASE_URL", server.url()),
                                "run",
                                "Survey.java",
                                "--model",
                                "openai:counting")));
        return victim.join().await(_ -> false);
    }

    /// The table and the list of what did not pass, without times, and without what it cost: a call
    /// whose run was killed is paid for again and stands in the bill, which the witness compares.
    private static String table(Victim.End end) {
        String text = end.text();
        int start = text.indexOf("\n\n");
        assertThat(start).as(text).isPositive();
        return COST.matcher(TIME.matcher(text.substring(start)).replaceAll("(time)"))
                .replaceAll("")
                .replaceAll(" +", " ");
    }
}
