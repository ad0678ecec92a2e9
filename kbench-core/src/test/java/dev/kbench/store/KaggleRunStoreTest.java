package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Chat;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.run.Outcome;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunIdentity;
import dev.kbench.run.TaskInfo;
import dev.kbench.run.TestRuns;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class KaggleRunStoreTest {
    @TempDir Path folder;

    private static TaskInfo task(String name, String description, List<String> subtasks) {
        return new TaskInfo(name, description, 1, "text", ResultType.SCORE, true, true, subtasks);
    }

    private static Run<?> run(
            TaskInfo task, int number, String label, Object value, Run<?>... subruns) {
        RunIdentity identity = TestRuns.identity(task, number, label);
        return TestRuns.run(
                identity,
                new Outcome.Completed<>(value),
                Params.of(),
                List.of(),
                List.of(subruns),
                Chat.named(task.name()));
    }

    private List<String> listed() throws IOException {
        return List.copyOf(Stage.files(folder).keySet());
    }

    private RunFile.TaskVersion taskFile(String name) {
        return RunFileReader.task(folder.resolve(name));
    }

    @Test
    void aTaskFileSaysWhatTheTaskIs() throws IOException {
        KaggleRunStore store = new KaggleRunStore(folder);
        store.writeTask(task("Harbour Quiz", "Checks facts.", List.of("Count/Ships", "Aardvark")));
        assertThat(folder.resolve("Harbour_Quiz.task.json"))
                .hasContent(
                        """
                        {
                          "versionNumber": 1,
                          "name": "Harbour Quiz",
                          "description": "Checks facts.",
                          "definition": "text",
                          "subtaskFileNames": [
                            "Aardvark.task.json",
                            "Count_Ships.task.json"
                          ]
                        }\
                        """);
        store.writeTask(task("Bare", "", List.of()));
        assertThat(taskFile("Bare.task.json").description()).isNull();
        assertThat(taskFile("Bare.task.json").subtaskFileNames()).isEmpty();
    }

    @Test
    void aTaskFileIsWrittenOnceForEachState() throws IOException {
        KaggleRunStore store = new KaggleRunStore(folder);
        store.writeTask(task("T", "one", List.of()));
        Path file = folder.resolve("T.task.json");
        Files.writeString(file, "untouched");
        store.writeTask(task("T", "one", List.of()));
        assertThat(file).hasContent("untouched");
        store.writeTask(task("T", "two", List.of()));
        assertThat(taskFile("T.task.json").description()).isEqualTo("two");
    }

    @Test
    void aTaskFileThatCouldNotBeWrittenIsTriedAgain() throws IOException {
        Path blocked = Files.writeString(folder.resolve("out"), "a file");
        KaggleRunStore store = new KaggleRunStore(blocked);
        TaskInfo task = task("T", "", List.of());
        assertThatThrownBy(() -> store.writeTask(task)).isInstanceOf(StoreException.class);
        Files.delete(blocked);
        store.writeTask(task);
        assertThat(blocked.resolve("T.task.json")).exists();
    }

    @Test
    void tasksThatWereCalledJoinTheTaskFile() throws IOException {
        KaggleRunStore store = new KaggleRunStore(folder);
        TaskInfo outer = task("Outer", "", List.of("Named"));
        store.writeTask(outer);
        Run<?> inner = run(task("In/ner", "", List.of()), 1, "", 1.0);
        TaskInfo unstored =
                new TaskInfo("No File", "", 1, "", ResultType.SCORE, false, true, List.of());
        store.writeRun(run(outer, 1, "", 0.5, inner, run(unstored, 1, "", 1.0)));
        assertThat(taskFile("Outer.task.json").subtaskFileNames())
                .containsExactly("In_ner.task.json", "Named.task.json");
    }

    @Test
    void aRunFileHasThePlatformsName() throws IOException {
        KaggleRunStore store = new KaggleRunStore(folder);
        TaskInfo task = task("My Task", "", List.of());
        assertThat(store.writeRun(run(task, 1, "", 0.5)))
                .isEqualTo("My_Task-run_id_Run_1_mock_model.run.json");
        assertThat(store.writeRun(run(task, 2, "fr", 0.5)))
                .isEqualTo("My_Task-run_param_id_fr_mock_model.run.json");
        assertThat(store.writeRun(run(task, 3, "fr", 0.5)))
                .isEqualTo("My_Task-run_param_id_fr_mock_model-2.run.json");
        RunIdentity alone = TestRuns.identity(task, 4, "", RunIdentity.NO_MODEL);
        assertThat(
                        store.writeRun(
                                TestRuns.run(
                                        alone,
                                        new Outcome.Completed<>(1.0),
                                        Params.of(),
                                        List.of(),
                                        List.of(),
                                        Chat.named("x"))))
                .isEqualTo("My_Task-run_id_Run_4.run.json");
        assertThat(Files.readString(folder.resolve("My_Task-run_id_Run_4.run.json")))
                .contains("\"modelVersion\": {},");
    }

    @Test
    void aSecondStoreGoesOnAndKeepsTasksApart() throws IOException {
        KaggleRunStore first = new KaggleRunStore(folder);
        first.writeTask(task("a/b", "", List.of()));
        first.writeRun(run(task("a/b", "", List.of()), 3, "", 0.5));
        KaggleRunStore second = new KaggleRunStore(folder);
        assertThat(second.nextNumbers("a/b", 1)).isEqualTo(4);
        assertThat(second.nextNumbers("a b", 1)).isEqualTo(1);
        second.writeTask(task("a b", "", List.of()));
        assertThat(taskFile("a_b.task.json").name()).isEqualTo("a/b");
        assertThat(listed()).hasSize(3);
    }

    @Test
    void aDamagedTaskFileIsReplaced() throws IOException {
        Files.writeString(folder.resolve("T.task.json"), "{\"name\": ");
        new KaggleRunStore(folder).writeTask(task("T", "", List.of()));
        assertThat(taskFile("T.task.json").name()).isEqualTo("T");
    }

    @Test
    void manyThreadsGetNumbersAndFilesOfTheirOwn() throws Exception {
        KaggleRunStore store = new KaggleRunStore(folder);
        TaskInfo task = task("T", "", List.of());
        List<Callable<String>> jobs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            jobs.add(
                    () -> {
                        store.writeTask(task);
                        int number = (int) store.nextNumbers("T", 1);
                        Run<?> inner = run(task("S" + number % 7, "", List.of()), 1, "", 1.0);
                        return store.writeRun(run(task, number, "", 0.5, inner));
                    });
        }
        List<String> names = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(jobs)) {
                names.add(future.get());
            }
        }
        assertThat(names).doesNotHaveDuplicates().contains("T-run_id_Run_200_mock_model.run.json");
        assertThat(listed()).hasSize(201);
        assertThat(taskFile("T.task.json").subtaskFileNames()).hasSize(7);
    }

    @Test
    void noRunIsLostToAValueThatAFileCannotHold() throws IOException {
        Map<String, Object> value = new HashMap<>();
        value.put("nan", Double.NaN);
        value.put("infinite", new double[] {Double.POSITIVE_INFINITY, 1});
        value.put("huge", BigInteger.TEN.pow(400));
        value.put("maybe", Optional.of(Float.NaN));
        value.put("object", new StringBuilder("words"));
        value.put("enum", ResultType.SCORE);
        value.put("inner", Map.of(1, new ModelVersionLike("x")));
        value.put("none", null);
        KaggleRunStore store = new KaggleRunStore(folder);
        String name = store.writeRun(run(task("T", "", List.of()), 1, "", value));
        Map<String, Object> dict =
                RunFileReader.run(folder.resolve(name)).results().getFirst().dict();
        assertThat(dict)
                .containsEntry("nan", "NaN")
                .containsEntry("infinite", List.of("Infinity", 1.0))
                .containsEntry("huge", "1" + "0".repeat(400))
                .containsEntry("maybe", "NaN")
                .containsEntry("object", "words")
                .containsEntry("enum", "SCORE")
                .containsEntry("inner", Map.of("1", Map.of("slug", "x")))
                .containsEntry("none", null);
        String wild = store.writeRun(run(task("T", "", List.of()), 2, "", Double.NaN));
        assertThat(RunFileReader.run(folder.resolve(wild)).results().getFirst().numeric().value())
                .isNaN();
    }

    private record ModelVersionLike(String slug) {}

    @Test
    void aMemoryStoreKeepsWhatIsStored() {
        MemoryRunStore store = new MemoryRunStore();
        TaskInfo task = task("T", "", List.of());
        store.writeTask(task);
        store.writeTask(task);
        Run<?> run = run(task, 1, "", 1.0);
        assertThat(store.writeRun(run)).isEmpty();
        assertThat(store.tasks()).containsExactly(task);
        assertThat(store.runs()).containsExactly(run);
        assertThat(store.nextNumbers("T", 3)).isEqualTo(1);
        assertThat(store.nextNumbers("T", 1)).isEqualTo(4);
    }

    @Test
    void aModelsIdIsItsSlug() throws IOException {
        RunIdentity identity =
                TestRuns.identity(
                        task("T", "", List.of()),
                        1,
                        "",
                        ModelRef.of("google/g@default:beta 1", "p"));
        String name =
                new KaggleRunStore(folder)
                        .writeRun(
                                TestRuns.run(
                                        identity,
                                        new Outcome.Completed<>(1.0),
                                        Params.of(),
                                        List.of(),
                                        List.of(),
                                        Chat.named("T")));
        assertThat(name).isEqualTo("T-run_id_Run_1_google_gdefaultbeta_1.run.json");
        assertThat(RunFileReader.run(folder.resolve(name)).modelVersion().slug())
                .isEqualTo("google/g@default:beta 1");
    }

    @Test
    void aLaterAttemptTakesTheFileOfTheOneBefore() throws IOException {
        KaggleRunStore store = new KaggleRunStore(folder);
        TaskInfo task = task("quiz", "", List.of());
        String file = store.writeRun(run(task, 1, "a", 0.25));
        assertThat(store.replaceRun(run(task, 1, "a", 0.75), file)).isEqualTo(file);
        assertThat(listed()).containsExactly(file);
        assertThat(Files.readString(folder.resolve(file))).contains("0.75");
        assertThat(store.replaceRun(run(task, 2, "b", 0.5), ""))
                .isEqualTo("quiz-run_param_id_b_mock_model.run.json");
    }

    @Test
    void aRemovedFileLeavesItsName() throws IOException {
        KaggleRunStore store = new KaggleRunStore(folder);
        Run<?> run = run(task("quiz", "", List.of()), 1, "a", 0.25);
        String file = store.writeRun(run);
        store.removeRun(file);
        store.removeRun(file);
        store.removeRun("");
        assertThat(listed()).isEmpty();
        assertThat(store.writeRun(run)).isEqualTo(file);
    }

    @Test
    void whatCannotBeRemovedIsSaid() throws IOException {
        KaggleRunStore store = new KaggleRunStore(folder);
        Path inTheWay = Files.createDirectories(folder.resolve("x.run.json"));
        Files.createFile(inTheWay.resolve("inside"));
        assertThatThrownBy(() -> store.removeRun("x.run.json"))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(
                        "%s cannot be removed: the folder is not empty; ".formatted(inTheWay));
    }
}
