package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.store.Redaction;
import dev.kbench.view.Viewer;
import dev.kbench.view.ViewerOptions;
import dev.kbench.view.index.IndexProgress;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Two private columns whose values are random: they are looked for in all that is written and
/// shown.
class PrivateColumnsTest {
    private static final int ROWS = 4;

    @TempDir Path folder;

    private final List<String> names = tokens("Ann ");
    private final List<String> mails = tokens("\"ä\\");

    private static List<String> tokens(String before) {
        return IntStream.range(0, ROWS)
                .mapToObj(_ -> before + UUID.randomUUID().toString().replace("-", ""))
                .toList();
    }

    private Stream<String> tokens() {
        return Stream.concat(names.stream(), mails.stream())
                .map(value -> value.substring(value.length() - 32));
    }

    /// All of each token, and any half of it.
    private void assertHidden(String what, String text) {
        assertThat(text).as(what).doesNotContain(tokens().toList().toArray(String[]::new));
        assertThat(text)
                .as(what)
                .doesNotContain(
                        tokens().flatMap(
                                        token ->
                                                Stream.of(
                                                        token.substring(0, 16),
                                                        token.substring(16)))
                                .toList()
                                .toArray(String[]::new));
    }

    private Ran hidden(String... args) {
        return hidden(Map.of(), args);
    }

    private Ran hidden(Map<String, String> environment, String... args) {
        Ran ran = Ran.with(environment, folder, "", args);
        assertHidden(String.join(" ", args), ran.out() + ran.err());
        return ran;
    }

    private String literals(List<String> values) {
        return String.join(
                ", ",
                values.stream()
                        .map(v -> "\"" + v.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                        .toList());
    }

    private void benchmark(String main) throws IOException {
        Files.writeString(
                folder.resolve("Letters.java"),
                """
                import module dev.kbench;
                import static dev.kbench.Kbench.*;

                @Benchmark("ask")
                boolean ask(Llm llm, String who) { return llm.prompt("Who is " + who).isEmpty(); }

                @Benchmark("letters")
                Map<String, Object> letters(Llm llm, String name, String mail, int n) {
                    Actor.SYSTEM.send("You write to " + name);
                    String answer = llm.prompt("{\\"to\\": \\"" + mail.replace("\\\\", "\\\\\\\\")
                            .replace("\\"", "\\\\\\"") + "\\", \\"name\\": \\"" + name + "\\"}");
                    try (var about = Chats.open("about " + name)) {
                        llm.prompt("And " + mail + ", " + "x".repeat(190) + name);
                    }
                    Task.of(this::ask).run(llm, name);
                    assertEqual(mail, answer);
                    assertEqual("y".repeat(190) + name, answer);
                    if (n == 1) throw new IllegalStateException("nobody is called " + name);
                    if (n == 2) llm.prompt("How old is " + mail, int.class);
                    if (n == 3) assertTrue(false, "a letter to " + name);
                    return Map.of("to", name, name, List.of(mail, n));
                }

                void main() {
                %s
                }
                """
                        .formatted(main));
    }

    private void inCode() throws IOException {
        benchmark(
                """
                    var rows = DataFrame.ofColumns("name", List.of(%s), "mail", List.of(%s),
                                    "n", List.of(0, 1, 2, 3))
                            .withPrivate("name", "mail");
                    var runs = Task.of(this::letters).evaluate(with -> with.llms(llm())
                            .onFailure(OnFailure.CONTINUE)
                            .data(rows.withLabels(List.of(%s))));
                    System.out.println(rows);
                    System.out.println(rows.row(0));
                    System.out.println(rows.column("name"));
                    System.out.println(runs.asDataFrame());
                    System.out.println(runs.get(0));
                    runs.asDataFrame().writeCsv(Path.of("%s"));
                    runs.asDataFrame().writeJsonl(Path.of("%s"));
                    System.out.println("real " + runs.get(0).params().value("mail").get().equals(
                            rows.column("mail").value(0).get()));
                    Task.of(this::letters).evaluate(with -> with.llms(llm()).data(rows));
                """
                        .formatted(
                                literals(names),
                                literals(mails),
                                literals(names),
                                folder.resolve("runs.csv"),
                                folder.resolve("runs.jsonl")));
    }

    private void inFile() throws IOException {
        benchmark("");
        StringBuilder csv = new StringBuilder("name,mail,n\n");
        for (int i = 0; i < ROWS; i++) {
            csv.append(
                    "%s,\"%s\",%d\n"
                            .formatted(names.get(i), mails.get(i).replace("\"", "\"\""), i));
        }
        Files.writeString(folder.resolve("people.csv"), csv);
    }

    private Stream<Path> written(String... roots) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String root : roots) {
            try (Stream<Path> all = Files.walk(folder.resolve(root))) {
                all.filter(Files::isRegularFile).forEach(files::add);
            }
        }
        return files.stream();
    }

    /// The bytes of a file as text: tokens are ASCII.
    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertNothingTellsThem() throws IOException {
        List<Path> files = written("out").toList();
        assertThat(files).hasSizeGreaterThan(8);
        for (Path file : files) {
            assertHidden("name", file.toString());
            if (!file.toString().contains("/journal/")) {
                assertHidden(file.toString(), text(file));
            }
        }
        String[] runFiles =
                files.stream()
                        .map(Path::toString)
                        .filter(file -> file.endsWith(".run.json"))
                        .toArray(String[]::new);
        assertThat(runFiles).hasSizeGreaterThanOrEqualTo(2 * ROWS);
        assertThat(hidden(with("show", runFiles)).out()).contains("Who is [private]");
        hidden(
                with(
                        "show",
                        Stream.concat(Stream.of("--json"), Stream.of(runFiles))
                                .toArray(String[]::new)));
        hidden("table", "out");
        hidden("table", "out", "--json");
        for (String format : List.of("csv", "jsonl", "junit", "markdown")) {
            assertThat(hidden("export", "out", "--format", format).code()).isZero();
        }
        hidden("journal", "--out", "out");
        hidden("journal", "--out", "out", "--json");
        assertThat(hidden("report", "out", "--format", "markdown").code()).isZero();
        Ran report = hidden("report", "out", "--transcripts", "20", "--out", "report.html");
        assertThat(report.code()).isZero();
        assertHidden("report", text(folder.resolve("report.html")));
        assertThat(folder.resolve("report.html")).content().contains("Who is [private]");
        assertPagesHide();
        for (Path file : written("cache/pages").toList()) {
            assertHidden(file.toString(), text(file));
        }
    }

    private static String[] with(String command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private void assertPagesHide() throws IOException {
        ViewerOptions options =
                new ViewerOptions(
                        List.of(folder.resolve("out")),
                        folder.resolve("cache").resolve("pages"),
                        Redaction.NONE,
                        "127.0.0.1",
                        0);
        try (Viewer viewer = Viewer.start(options, IndexProgress.NONE)) {
            String address = viewer.url("/runs");
            String server = address.replaceFirst("/runs.*", "");
            Browser browser = new Browser(address);
            for (String page :
                    List.of(
                            "/runs",
                            "/runs/lines",
                            "/runs/facets",
                            "/runs/groups?group=p.name",
                            "/runs/lines?group=p.name",
                            "/compare",
                            "/leaderboard",
                            "/live")) {
                assertHidden(page, browser.get(server + page));
            }
            String lines = browser.get(server + "/runs/lines?count=100");
            Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(lines);
            int runs = 0;
            while (id.find()) {
                assertHidden("run", browser.get(server + "/run/" + id.group(1)));
                runs++;
            }
            assertThat(runs).isGreaterThanOrEqualTo(ROWS);
            assertThat(lines).contains("\"name\":\"[private]\"", "\"mail\":\"[private]\"");
            for (String token : tokens().toList()) {
                assertThat(browser.get(server + "/runs/lines?text=" + token))
                        .startsWith("{\"total\":0,");
            }
            assertThat(browser.get(server + "/runs/lines?text=nobody"))
                    .doesNotStartWith("{\"total\":0,");
        }
    }

    /// Keeps the cookie that the first page gives.
    private static final class Browser {
        private final CookieManager cookies = new CookieManager();

        Browser(String address) throws IOException {
            assertThat(get(address)).startsWith("kbench view");
        }

        String get(String url) throws IOException {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            connection.setRequestProperty(
                    "Cookie",
                    String.join(
                            "; ",
                            cookies.getCookieStore().getCookies().stream()
                                    .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                                    .toList()));
            connection.setInstanceFollowRedirects(false);
            try (InputStream body =
                    connection.getResponseCode() < 400
                            ? connection.getInputStream()
                            : connection.getErrorStream()) {
                cookies.put(URI.create(url), connection.getHeaderFields());
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }

    @Nested
    class Marked {
        @Test
        void inCode() throws IOException {
            PrivateColumnsTest.this.inCode();

            Ran ran = hidden("run", "Letters.java", "--model", "demo/echo", "--out", "out");

            assertThat(ran.out())
                    .contains("nobody is called [private]", "name[[private], [private], ")
                    .contains("real true");
            assertHidden("csv", text(folder.resolve("runs.csv")));
            assertHidden("jsonl", text(folder.resolve("runs.jsonl")));
            assertThat(folder.resolve("runs.jsonl")).content().contains("\"to\":\"[private]\"");
            assertNothingTellsThem();
        }

        @Test
        void inCodeWithTheConversationOnTheConsole() throws IOException {
            PrivateColumnsTest.this.inCode();

            Ran ran =
                    hidden(
                            Map.of("KBENCH_UI_MODE", "console"),
                            "run",
                            "Letters.java",
                            "--model",
                            "demo/echo",
                            "--out",
                            "out");

            assertThat(ran.out()).contains("You write to [private]", "about [private]");
        }

        @Test
        void onTheCommandLine() throws IOException {
            inFile();

            Ran ran = hidden(onData("--private", "name, mail"));

            assertThat(ran.out() + ran.err()).contains("nobody is called [private]");
            assertNothingTellsThem();
            hidden(explain("--private", "name,mail"));
            assertThat(hidden(explain("--private", "name,mail", "--all", "--json")).code())
                    .isZero();
        }
    }

    private static String[] onData(String... more) {
        return all(
                List.of("run", "Letters.java", "--data", "people.csv", "--only", "letters"), more);
    }

    private static String[] explain(String... more) {
        return all(
                List.of("explain", "Letters.java", "--data", "people.csv", "--only", "letters"),
                more);
    }

    private static String[] all(List<String> first, String... more) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of("--model", "demo/echo", "--out", "out", "--on-failure", "continue"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Nested
    class ReadBack {
        @Test
        void whatACacheGivesStaysPrivate() throws IOException {
            inFile();
            hidden(onData("--private", "name,mail"));

            Ran again = hidden(onData("--private", "name,mail", "--cached"));

            assertThat(again.out()).contains("2 nested runs");
            assertNothingTellsThem();
        }

        @Test
        void whatWasMadeOpenlyIsPrivateInTheNextEvaluation() throws IOException {
            inFile();
            assertThat(Ran.in(folder, onData()).out()).contains(names.get(1));
            Files.move(folder.resolve("out/.kbench"), folder.resolve(".kept"));
            deleteAll(folder.resolve("out"));
            Files.createDirectories(folder.resolve("out"));
            Files.move(folder.resolve(".kept"), folder.resolve("out/.kbench"));

            Ran again = hidden(onData("--private", "name,mail", "--cached"));

            assertThat(again.out()).contains("2 nested runs");
            assertThat(written("out").filter(file -> file.toString().endsWith(".run.json")))
                    .hasSizeGreaterThanOrEqualTo(ROWS)
                    .allSatisfy(file -> assertHidden("run file", text(file)));
        }

        private void deleteAll(Path root) throws IOException {
            for (Path file : written("out").toList()) {
                Files.delete(file);
            }
            Files.delete(root);
        }
    }

    @Nested
    class Refused {
        @Test
        void aColumnThatThereIsNot() throws IOException {
            inFile();

            Ran ran = Ran.in(folder, onData("--private", "name,phone"));

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err()).contains("there is no column 'phone'; there are [name, mail, n]");
            assertThat(ran.out()).isEmpty();
        }

        @Test
        void noName() {
            assertThat(Ran.in(folder, "run", "Letters.java", "--private", "name,,mail"))
                    .isEqualTo(
                            new Ran(
                                    2,
                                    "",
                                    "kbench: --private takes names of columns with commas between"
                                            + " them, got 'name,,mail'\n"));
        }

        @Test
        void aValueOfAnotherTypeIsNotQuoted() throws IOException {
            inFile();
            Files.writeString(
                    folder.resolve("people.csv"),
                    "name,mail,n\n" + names.get(0) + ",a," + names.get(1) + "\n");

            Ran ran = hidden(onData("--private", "name,n"));

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err().toLowerCase(Locale.ROOT)).contains("got [private]");
        }
    }

    @Test
    void whereThereIsNoDataTheCommandSaysSo() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;
                import static dev.kbench.Kbench.*;

                @Benchmark("quiz")
                boolean quiz(Llm llm) { return llm.prompt("number").isEmpty(); }
                """);

        Ran ran =
                Ran.in(
                        folder,
                        "run",
                        "Quiz.java",
                        "--model",
                        "demo/echo",
                        "--out",
                        "out",
                        "--private",
                        "name");

        assertThat(ran.out() + ran.err())
                .contains(
                        "name: private are columns of data, and some runs are made without any;"
                                + " what those are given is shown");
    }
}
