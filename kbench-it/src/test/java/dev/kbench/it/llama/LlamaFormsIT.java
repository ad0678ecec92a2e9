package dev.kbench.it.llama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.llm.Llm;
import dev.kbench.models.OpenAiCompatible;
import dev.kbench.schema.Default;
import dev.kbench.schema.Max;
import dev.kbench.schema.Min;
import dev.kbench.schema.Schema;
import dev.kbench.schema.TypeRef;
import dev.kbench.schema.UnparsableAnswerException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// For each kind of type: which way llama.cpp's server was asked for a value, what it answered, and
/// what that was read as. All of it stands in the test's report, and as a table in
/// `target/answer-forms.md`; the guide shows what one run gave.
class LlamaFormsIT {
    enum Mood {
        POSITIVE,
        NEGATIVE,
        NEUTRAL
    }

    record City(String name, String country, boolean capital) {}

    record Review(Mood mood, @Min(1) @Max(5) int stars, @Default("[]") List<String> phrases) {}

    record Person(String name, Optional<Integer> age) {}

    record Node(int value, List<Node> children) {}

    sealed interface Figure permits Circle, Box {}

    record Circle(double radius) implements Figure {}

    record Box(double width, double height) implements Figure {}

    /// A question, and what is asked for.
    record Asked(String type, String question, Schema<?> schema) {
        @Override
        public String toString() {
            return type;
        }
    }

    /// What an answer of the right form comes to. The server's grammars know no limits of numbers:
    /// these are held by us alone.
    private static final Pattern HELD =
            Pattern.compile(
                    "read as .*"
                            + "|.*cut off at its limit of tokens.*"
                            + "|not read: \\$\\.stars must be at (most|least) [0-9], got [0-9-]+",
                    Pattern.DOTALL);

    private static final Path TABLE = Path.of("target", "answer-forms.md");
    private static final int SHOWN = 70;

    private static final List<String> ROWS = new ArrayList<>();

    private static LlamaServer server;
    private static Llm llm;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = LlamaServer.ofSmolLm2();
        llm = OpenAiCompatible.model("smollm2", with -> with.baseUrl(server.url()));
    }

    @AfterAll
    static void end() throws IOException {
        if (server != null) {
            server.close();
        }
        Files.createDirectories(TABLE.getParent());
        Files.writeString(
                TABLE,
                "| asked for | in which way | the answer | what it came to |\n"
                        + "| --- | --- | --- | --- |\n"
                        + String.join("", ROWS));
    }

    /// A cell of the table, in one line.
    private static String cell(String text) {
        String line = text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    static Stream<Asked> asked() {
        return Stream.of(
                new Asked("int", "How many days has a week?", Schema.of(int.class)),
                new Asked("double", "What is 10 divided by 4?", Schema.of(double.class)),
                new Asked("boolean", "Is the sky blue?", Schema.of(boolean.class)),
                new Asked("enum", "How does 'I love it!' sound?", Schema.of(Mood.class)),
                new Asked("date", "When is Christmas in 2024?", Schema.of(LocalDate.class)),
                new Asked("record", "Describe Paris.", Schema.of(City.class)),
                new Asked("record in limits", "Rate: 'Great sound!'", Schema.of(Review.class)),
                new Asked("optional", "Who is Tom, aged 34?", Schema.of(Person.class)),
                new Asked("sealed", "Give a circle of radius 2.", Schema.of(Figure.class)),
                new Asked(
                        "list",
                        "List the first three primes.",
                        Schema.of(new TypeRef<List<Integer>>() {})),
                new Asked(
                        "map",
                        "How many apples and pears: two apples, one pear?",
                        Schema.of(new TypeRef<Map<String, Integer>>() {})),
                new Asked(
                        "fields",
                        "2 + 2?",
                        Schema.fields("answer", int.class, "sure", boolean.class)),
                new Asked("recursive record", "A tree with one node, 7.", Schema.of(Node.class)));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void isHeldToItsForm(Asked asked, TestReporter report) {
        Chat chat = Chat.named(asked.type());
        String read;
        try (var _ = Contexts.enter(chat)) {
            Object value =
                    llm.prompt(asked.question(), asked.schema(), with -> with.maxTokens(160));
            read = "read as " + value;
        } catch (UnparsableAnswerException e) {
            read = "not read: " + e.why();
        }
        Message reply = chat.messages().stream().filter(Message::isReply).findFirst().orElseThrow();
        String way = String.valueOf(reply.details().sent().get("answer_form"));
        report.publishEntry(
                asked.type(), "asked by %s, answered %s, %s".formatted(way, reply.text(), read));
        ROWS.add(
                "| %s | %s | `%s` | %s |\n"
                        .formatted(asked.type(), way, cell(reply.text()), cell(read)));
        assertThat(reply.details().leftOut()).doesNotContainKey("response_format");
        assertThat(way).isEqualTo("JSON schema " + asked.schema().answerName());
        assertThat(read).matches(HELD);
    }
}
