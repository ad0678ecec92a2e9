package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.contract.Calls;
import dev.kbench.contract.Pending;
import dev.kbench.contract.SlowModelClientContract;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;

import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

class LocalModelContractTest extends SlowModelClientContract {
    @TempDir Path folder;

    @Override
    protected ModelClient open() {
        // where nobody reads `here`, the worker does not listen: it is not waited for
        Patience patience =
                new Patience(
                        Fakes.PATIENCE.silence(), Duration.ofSeconds(1), Fakes.PATIENCE.counting());
        return Fakes.model("/m/x.gguf", 4096, 1, Fakes.START, patience);
    }

    @Override
    protected String wireModel() {
        return "x";
    }

    @Override
    protected Pending pending() throws Exception {
        Path here = folder.resolve("here");
        assertThat(new ProcessBuilder("mkfifo", here.toString()).start().waitFor()).isZero();
        ModelClient client = open();
        return new Pending() {
            @Override
            public ModelClient client() {
                return client;
            }

            @Override
            public ModelRequest request() {
                return Calls.request("x", "wait at " + here, OptionalInt.empty());
            }

            @Override
            public void awaitUnderWay() {
                try {
                    assertThat(Files.readString(here)).isEqualTo("here");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
