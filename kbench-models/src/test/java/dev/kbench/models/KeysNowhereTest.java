package dev.kbench.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.RunEvent;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.http.ScriptedServer;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/// Nothing that a run writes, tells or throws holds a key: not where every server answers with the
/// key that it was sent.
class KeysNowhereTest {
    private static final String ERROR = "{\"error\":{\"message\":\"%s\"}}";

    /// Servers that know the key and say it wherever they can.
    private static ScriptedServer.Script tellTale(Speech speech) {
        return (request, out, socket) -> {
            String all = request.line() + request.body();
            String said = "you sent " + Speech.KEY;
            if (all.contains("\"temperature\":")) {
                return ScriptedServer.answering(
                                400,
                                "application/json",
                                ERROR.formatted("unsupported parameter: temperature; " + said))
                        .answer(request, out, socket);
            }
            int status = all.contains("deny") ? 401 : all.contains("fail") ? 500 : 200;
            return (status == 200
                            ? speech.answering("fine")
                            : ScriptedServer.answering(
                                    status,
                                    "application/json",
                                    ERROR.formatted(said),
                                    "X-Echo: " + Speech.KEY))
                    .answer(request, out, socket);
        };
    }

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    private void hear(Workspace workspace) {
        workspace.listeners().add((RunEvent event) -> told.add(event.toString()));
    }

    private Runs<Boolean> evaluate(Workspace workspace, Speech speech) throws Exception {
        Task<Boolean> task =
                Task.named("keys of " + speech.name())
                        .returning(boolean.class)
                        .param("word", String.class)
                        .body(
                                (llm, params) ->
                                        !llm.prompt(params.value("word").orElseThrow().toString())
                                                .isEmpty());
        return workspace.call(
                () -> {
                    Llm llm = workspace.models().model(speech.id());
                    return task.evaluate(
                            with ->
                                    with.llms(llm, llm.streaming(true))
                                            .data(
                                                    DataFrame.ofColumns(
                                                            "word", List.of("ask", "deny", "fail")))
                                            .maxAttempts(2)
                                            .retryDelay(Duration.ofMillis(1))
                                            .onFailure(OnFailure.CONTINUE));
                });
    }

    @Test
    void noKeyIsWrittenToldOrThrown(@TempDir Path folder) throws Exception {
        Logger logs = Logger.getLogger("");
        Handler handler = new Capture(told);
        logs.addHandler(handler);
        try {
            for (Speech speech : Speech.values()) {
                try (ScriptedServer server = ScriptedServer.start(tellTale(speech));
                        Workspace workspace =
                                Workspace.open(
                                        Speech.settings(server.url()),
                                        folder,
                                        Overrides.NONE,
                                        Progress.NONE)) {
                    hear(workspace);
                    Runs<Boolean> runs = evaluate(workspace, speech);
                    told.add(runs.toString());
                    for (Run<Boolean> run : runs) {
                        told.add(
                                run
                                        + " "
                                        + run.outcome()
                                        + run.errorMessage()
                                        + run.chat().messages());
                    }
                    assertThat(server.requests())
                            .as("the key is sent")
                            .allMatch(r -> r.headers().toString().contains(Speech.KEY));
                }
            }
        } finally {
            logs.removeHandler(handler);
        }
        assertThat(told).hasSizeGreaterThan(20).noneMatch(text -> text.contains(Speech.KEY));
        assertThat(told).as("what servers say is told").anyMatch(t -> t.contains("you sent [key]"));
        List<Path> files = files(folder);
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(Speech.KEY);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static final class Capture extends Handler {
        private final List<String> told;

        Capture(List<String> told) {
            this.told = told;
        }

        @Override
        public void publish(LogRecord log) {
            StringWriter text = new StringWriter();
            text.append(log.getMessage()).append(Arrays.toString(log.getParameters()));
            if (log.getThrown() != null) {
                log.getThrown().printStackTrace(new PrintWriter(text));
            }
            told.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
