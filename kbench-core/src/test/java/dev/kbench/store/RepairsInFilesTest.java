package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.room.ChatRoom;
import dev.kbench.room.Participant;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What had to be put up with in an answer stands in the run's file, at the answer.
class RepairsInFilesTest {
    private static final List<String> REPAIRS =
            List.of("took the answer out of a code block", "left out a comma behind the last item");

    @TempDir Path folder;

    private interface Body {
        double run(MockLlm llm);
    }

    private ShownRun played(Body body, String... answers) throws Exception {
        Settings settings = Settings.of(Map.of());
        MockLlm llm = MockLlm.replying(answers);
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(folder),
                        Overrides.NONE)) {
            Task<Double> task =
                    Task.named("Sum").returning(double.class).body((_, _) -> body.run(llm));
            assertThat(workspace.call(() -> task.run(llm)).result()).isEqualTo(7.0);
        }
        return ShownRun.read(file());
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".run.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void standAtTheAnswerThatNeededThem() throws Exception {
        ShownRun run =
                played(
                        llm -> llm.prompt("3 + 4?", int.class) + llm.prompt("0?", int.class),
                        "```json\n{\"value\": 7,}\n```",
                        "{\"value\": 0}");
        assertThat(run.talks().getFirst().said())
                .extracting(ShownRun.Said::repairs)
                .containsExactly(List.of(), REPAIRS, List.of(), List.of());
        assertThat(Files.readString(file()))
                .contains("\"kbench\":")
                .contains("\"repairs\":")
                .contains("left out a comma behind the last item");
    }

    @Test
    void ofAParticipantAreItsOwn() throws Exception {
        ShownRun run =
                played(
                        llm -> {
                            ChatRoom room = ChatRoom.create(with -> with.name("Table"));
                            Participant ann = room.addParticipant(llm, "Ann");
                            room.addParticipant(llm, "Bob");
                            try (var _ = room.enter()) {
                                room.post("3 + 4?");
                                return ann.reply(int.class);
                            }
                        },
                        "```json\n{\"value\": 7,}\n```");
        assertThat(repairs(run)).contains(REPAIRS);
        assertThat(repairs(run.seenBy("Ann"))).contains(REPAIRS);
        assertThat(repairs(run.seenBy("Bob"))).isNotEmpty().containsOnly(List.of());
    }

    private static List<List<String>> repairs(ShownRun run) {
        return run.talks().stream()
                .flatMap(talk -> talk.said().stream())
                .map(ShownRun.Said::repairs)
                .toList();
    }
}
