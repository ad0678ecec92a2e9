package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class RunFolderTest {
    private static final String NAME = "T-run_id_Run_1.run.json";

    @TempDir Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> listed() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsWrittenUnderTheNameThatIsWanted() throws IOException {
        assertThat(new RunFolder(folder).writeNew(NAME, bytes("{}"))).isEqualTo(NAME);
        assertThat(listed()).containsExactly(NAME);
        assertThat(folder.resolve(NAME)).hasContent("{}");
    }

    @Test
    void theFolderIsMadeOnFirstUseAndAgainWhenItWentAway() throws IOException {
        Path inner = folder.resolve("out/runs");
        RunFolder runs = new RunFolder(inner);
        assertThat(inner).doesNotExist();
        runs.writeNew("a.run.json", bytes("{}"));
        Files.delete(inner.resolve("a.run.json"));
        Files.delete(inner);
        runs.writeNew("b.run.json", bytes("{}"));
        assertThat(inner.resolve("b.run.json")).exists();
    }

    @Test
    void aSecondFileOfOneNameGetsANumber() throws IOException {
        RunFolder runs = new RunFolder(folder);
        assertThat(runs.writeNew(NAME, bytes("1"))).isEqualTo(NAME);
        assertThat(runs.writeNew(NAME, bytes("2"))).isEqualTo("T-run_id_Run_1-2.run.json");
        assertThat(new RunFolder(folder).writeNew(NAME, bytes("3")))
                .isEqualTo("T-run_id_Run_1-3.run.json");
        assertThat(folder.resolve(NAME)).hasContent("1");
        assertThat(listed()).hasSize(3);
    }

    @Test
    void aNameIsFreeAgainOnceItsFileIsRemoved() throws IOException {
        RunFolder runs = new RunFolder(folder);
        runs.writeNew(NAME, bytes("1"));
        String second = runs.writeNew(NAME, bytes("2"));
        runs.remove(second);
        assertThat(runs.writeNew(NAME, bytes("3"))).isEqualTo(second);
        runs.remove(NAME);
        assertThat(runs.writeNew(NAME, bytes("4"))).isEqualTo(NAME);
        assertThat(listed()).hasSize(2);
    }

    @Test
    void numbersGoOnFromWhatLiesInTheFolder() throws IOException {
        for (String name :
                List.of(
                        "T-run_id_Run_7_mock_model.run.json",
                        "T-run_id_Run_3.run.json",
                        "T-run_id_Run_9-2.run.json",
                        "U-run_param_id_0_m.run.json",
                        "U-run_param_id_1_m.run.json",
                        "U-run_id_Run_1.run.json",
                        "T-run_id_Run_99.task.json",
                        "V-run_id_Run_99999999999.run.json")) {
            Files.writeString(folder.resolve(name), "{}");
        }
        RunFolder runs = new RunFolder(folder);
        assertThat(runs.nextNumbers("T", 1)).isEqualTo(10);
        assertThat(runs.nextNumbers("T", 5)).isEqualTo(11);
        assertThat(runs.nextNumbers("T", 1)).isEqualTo(16);
        assertThat(runs.nextNumbers("U", 1)).isEqualTo(4);
        assertThat(runs.nextNumbers("W", 1)).isEqualTo(1);
    }

    @Test
    void replacingLeavesOneWholeFile() throws IOException {
        RunFolder runs = new RunFolder(folder);
        runs.replace("T.task.json", bytes("old and longer"));
        runs.replace("T.task.json", bytes("new"));
        assertThat(listed()).containsExactly("T.task.json");
        assertThat(folder.resolve("T.task.json")).hasContent("new");
    }

    @Test
    void twoStoresOfOneProcessAndManyThreadsLoseNothing() throws Exception {
        List<RunFolder> stores = List.of(new RunFolder(folder), new RunFolder(folder));
        List<Callable<String>> jobs = new ArrayList<>();
        IntStream.range(0, 400)
                .forEach(
                        i ->
                                jobs.add(
                                        () ->
                                                stores.get(i % 2)
                                                        .writeNew(NAME, bytes("content " + i))));
        List<String> names = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(jobs)) {
                names.add(future.get());
            }
        }
        assertThat(names).doesNotHaveDuplicates().hasSize(400);
        for (int i = 0; i < 400; i++) {
            assertThat(folder.resolve(names.get(i))).hasContent("content " + i);
        }
        assertThat(listed()).hasSize(400);
    }

    @Test
    void whatACrashLeftBehindLongAgoIsSweptAndNothingElse() throws IOException {
        Path old = Files.writeString(folder.resolve(".kbench-old-1.tmp"), "ha");
        Path young = Files.writeString(folder.resolve(".kbench-young-1.tmp"), "ha");
        Path users = Files.writeString(folder.resolve("notes.tmp"), "mine");
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofDays(3)));
        Files.setLastModifiedTime(old, before);
        Files.setLastModifiedTime(users, before);
        new RunFolder(folder).writeNew(NAME, bytes("{}"));
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(users).exists();
    }

    @Test
    void aFileInTheFoldersPlaceIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("out"), "a file");
        assertThatThrownBy(() -> new RunFolder(file).writeNew(NAME, bytes("{}")))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        file
                                + " cannot be written: there is a file in the folder's place;"
                                + " expected a folder on a disk that works and that this user may"
                                + " write to, choose another with --out; what was reported is"
                                + " kept");
        assertThat(file).hasContent("a file");
    }

    @Test
    void aFolderInATaskFilesPlaceIsSaidAndLeavesNoTemporaryFile() throws IOException {
        Files.createDirectories(folder.resolve("T.task.json/x"));
        assertThatThrownBy(() -> new RunFolder(folder).replace("T.task.json", bytes("{}")))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(folder.resolve("T.task.json") + " cannot be written: ")
                .hasMessageEndingWith("choose another with --out; what was reported is kept");
        assertThat(listed()).containsExactly("T.task.json");
    }

    /// A limit on the size of files stands for a full disk: the system refuses to write.
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aDiskThatTakesNoMoreIsSaidAndLeavesNoHalfFile() throws Exception {
        Child.Ended ended = Child.run("ulimit -f 1; ", Child.Job.WRITE_LARGE, folder.toString());
        assertThat(ended.output())
                .contains("StoreException: " + folder + "/.kbench-")
                .contains("File too large; expected a folder on a disk that works")
                .contains("small: small.run.json");
        assertThat(ended.status()).isZero();
        assertThat(listed()).containsExactly("small.run.json");
    }

    @Test
    void twoProcessesInOneFolderOverwriteNothing() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    threads.submit(
                            () -> Child.run("", Child.Job.WRITE_MANY, folder.toString(), "a"));
            var second =
                    threads.submit(
                            () -> Child.run("", Child.Job.WRITE_MANY, folder.toString(), "b"));
            assertThat(first.get().status()).as(first.get().output()).isZero();
            assertThat(second.get().status()).as(second.get().output()).isZero();
        }
        List<String> contents = new ArrayList<>();
        for (String name : listed()) {
            contents.add(Files.readString(folder.resolve(name)));
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < Child.MANY; i++) {
            expected.add("a" + i);
            expected.add("b" + i);
        }
        assertThat(contents).containsExactlyInAnyOrderElementsOf(expected);
    }
}
