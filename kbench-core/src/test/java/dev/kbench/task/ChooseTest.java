package dev.kbench.task;

import static dev.kbench.Kbench.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.store.Choice;
import dev.kbench.store.StoreException;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The task that the leaderboard shows.
class ChooseTest extends JournaledScenario {
    private final Task<Double> whole = Task.of("whole", () -> 0.5);
    private final Task<Double> other = Task.of("other", () -> 1.0);

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void itsFilesStayAlone() throws IOException {
        Arena process = process(Reuse.CONTINUE);
        Choice choice =
                process.call(
                        () -> {
                            other.run();
                            whole.run();
                            Choice made = choose(whole);
                            other.run();
                            return made;
                        });
        assertThat(choice.kept()).containsExactly("whole.task.json", "whole-run_id_Run_1.run.json");
        assertThat(choice.aside())
                .containsExactly("other-run_id_Run_1.run.json", "other.task.json");
        assertThat(notices(process)).containsExactly(choice.toString());
        assertThat(files()).hasSize(3);
        process.workspace.close();
        assertThat(files()).containsExactly("whole-run_id_Run_1.run.json", "whole.task.json");
    }

    @Test
    void asksForOneTask() {
        Arena process = process(Reuse.CONTINUE);
        process.call(
                () -> {
                    assertThatThrownBy(() -> choose(whole))
                            .isInstanceOf(StoreException.class)
                            .hasMessageStartingWith("there is no task 'whole' in " + folder);
                    other.run();
                    whole.run();
                    choose(whole);
                    choose(whole);
                    assertThatThrownBy(() -> choose(other))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage(
                                    "choose('other'): 'whole' is chosen already, and the platform"
                                        + " shows one task; choose the one that the leaderboard is"
                                        + " of");
                    Task<Boolean> inside =
                            Task.of(
                                    "inside",
                                    () -> {
                                        choose(whole);
                                        return true;
                                    });
                    assertThat(inside.attempt().outcome().toString())
                            .contains(
                                    "choose('whole'): a run is under way, whose file is not written"
                                            + " yet");
                    return null;
                });
    }

    @Test
    void aRehearsalMovesNothing() throws Exception {
        Arena process = process(Reuse.CONTINUE);
        process.call(
                () -> {
                    other.run();
                    return whole.run();
                });
        List<String> before = files();
        Choice choice =
                process.workspace
                        .rehearsing(_ -> {})
                        .call(
                                () -> {
                                    whole.run();
                                    return choose(whole);
                                });
        assertThat(choice.kept()).isEmpty();
        assertThat(files()).isEqualTo(before);
    }
}
