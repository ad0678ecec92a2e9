package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs in a browser: the command as a process of its own, and the panel of a run.
class ViewTest {
    @TempDir Path folder;

    @BeforeEach
    void benchmark() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;
                import static dev.kbench.Kbench.*;

                @Benchmark("quiz")
                boolean quiz(Llm llm, int n) { return llm.prompt("number " + n).isEmpty(); }

                void main() {
                    Task.of(this::quiz).evaluate(with -> with.llms(llm())
                            .data(DataFrame.ofColumns("n", List.of(1, 2, 3, 4))));
                }
                """);
    }

    private Process start() throws IOException {
        String path = System.getProperty("jdk.module.path", "");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                path.isEmpty()
                        ? List.of(
                                "-cp", System.getProperty("java.class.path"), Main.class.getName())
                        : List.of("-p", path, "-m", "dev.kbench.cli/" + Main.class.getName()));
        command.addAll(List.of("view", "out", "--port", "0"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().clear();
        builder.environment().put("KBENCH_CACHE", folder.resolve("cache").toString());
        return builder.start();
    }

    /// What the server answers, whatever the status. Cookies are kept in a list.
    private static String get(List<String> cookies, String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestProperty("Cookie", String.join("; ", cookies));
        try (InputStream body =
                connection.getResponseCode() < 400
                        ? connection.getInputStream()
                        : connection.getErrorStream()) {
            String cookie = connection.getHeaderField("Set-Cookie");
            if (cookie != null) {
                cookies.add(cookie.substring(0, cookie.indexOf(';')));
            }
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theRunsOfAFolderAreShownUntilTheProcessIsToldToEnd() throws Exception {
        assertThat(
                        Ran.in(folder, "run", "Quiz.java", "--model", "demo/echo", "--out", "out")
                                .code())
                .isZero();
        Process process = start();
        List<String> cookies = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String url = out.readLine();
            assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+/runs\\?token=[\\w-]{43}");
            String server = url.replaceFirst("/runs.*", "");
            assertThat(get(cookies, server + "/runs/lines"))
                    .isEqualTo(
                            "this browser has no token: open the address that kbench view"
                                    + " printed\n");
            assertThat(get(cookies, url)).isEqualTo("kbench view: /runs");
            assertThat(get(cookies, server + "/runs/lines?text=number+4"))
                    .startsWith("{\"total\":1,\"lines\":[{")
                    .contains("\"task\":\"quiz\"", "\"answer\":\"number 4\"");
            Process kill =
                    new ProcessBuilder("kill", "-TERM", String.valueOf(process.pid())).start();
            assertThat(kill.waitFor()).isZero();
            assertThat(out.readLine()).isNull();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(Ran.in(folder, "view", "nowhere"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "kbench: there is no file or folder nowhere: expected a folder that runs were written to, or a run file\n"
                                        .replace("nowhere", folder.resolve("nowhere").toString())));
    }

    @Test
    void aPortIsANumberThatThereIs() {
        assertThat(Ran.in(folder, "view", "--port", "65536"))
                .isEqualTo(
                        new Ran(2, "", "kbench: --port must be between 0 and 65535, got 65536\n"));
    }

    @Test
    void thePanelIsServedWhileItRuns() {
        Ran ran =
                Ran.with(
                        Map.of("KBENCH_UI_MODE", "panel"),
                        folder,
                        "",
                        "run",
                        "Quiz.java",
                        "--model",
                        "demo/echo",
                        "--out",
                        "out");
        assertThat(ran.code()).isZero();
        assertThat(ran.err())
                .matches("panel: http://127\\.0\\.0\\.1:\\d+/live\\?token=[\\w-]{43}\n");
        assertThat(ran.out()).contains("4 run files in ");
    }
}
