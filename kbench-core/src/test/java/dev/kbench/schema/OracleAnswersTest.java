package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.contract.Oracle;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the original library asked for in its recorded cases of structured output, and what it made
/// of the answers; and where kbench differs, on purpose.
class OracleAnswersTest {
    private static final String READ_HERE = "read here";
    private static final String REFUSED_HERE = "refused here";

    /// Bare values, code blocks and text around an answer are put up with. A truth value is no
    /// number, NaN no value, a number or a day no point in time.
    private static final Map<String, String> DIFFERENT =
            Map.ofEntries(
                    Map.entry("int <- 5", READ_HERE),
                    Map.entry("int <- ```json\\n{\"value\": 5}\\n```", READ_HERE),
                    Map.entry("int <- Sure: ```json{\"value\": 5}``` done", READ_HERE),
                    Map.entry("int <- ```\\n{\"value\": 5}\\n```", READ_HERE),
                    Map.entry("int <- {\"value\": 5} trailing", READ_HERE),
                    Map.entry("int <- {\"value\": true}", REFUSED_HERE),
                    Map.entry("float <- {\"value\": NaN}", REFUSED_HERE),
                    Map.entry("datetime <- {\"value\": \"2026-02-03\"}", REFUSED_HERE),
                    Map.entry("datetime <- {\"value\": 1700000000}", REFUSED_HERE));

    private static final Map<String, Schema<?>> KINDS =
            Map.of(
                    "int", Schema.of(int.class),
                    "float", Schema.of(double.class),
                    "bool", Schema.of(boolean.class),
                    "datetime", Schema.of(Instant.class),
                    "str", Schema.of(String.class));

    enum Mood {
        up,
        down
    }

    @Description("A review of a film.")
    record Review(
            @Description("positive, negative, or neutral") String sentiment,
            @Description("confidence 0-1") @Min(0) @Max(1) double score,
            @Description("notable phrases") List<String> key_phrases,
            @Default("3") int stars,
            @Default("up") Mood mood,
            Optional<String> note,
            @Default("{}") Map<String, Integer> tags) {}

    record Line(String text, @Description("in points") @Default("1") int size) {}

    record Poem(String title, List<Line> lines) {}

    private static Map<?, ?> notes(String name) throws IOException {
        String summary = Files.readString(Oracle.folder().resolve(name).resolve("summary.json"));
        return (Map<?, ?>) JsonSchema.parse(summary).tree().get("notes");
    }

    private static Map<?, ?> sentForm(String name, int number) throws IOException {
        String line =
                Files.readAllLines(Oracle.folder().resolve(name).resolve("wire.jsonl"))
                        .get(number - 1);
        Map<?, ?> body = (Map<?, ?>) JsonSchema.parse(line).tree().get("body");
        Map<?, ?> format = (Map<?, ?>) body.get("response_format");
        return (Map<?, ?>) ((Map<?, ?>) format.get("json_schema")).get("schema");
    }

    private static Optional<Object> read(String noted) {
        int arrow = noted.indexOf(" <- ");
        String answer = noted.substring(arrow + 4).replace("\\n", "\n");
        try {
            return Optional.of(KINDS.get(noted.substring(0, arrow)).read(answer));
        } catch (UnparsableAnswerException e) {
            return Optional.empty();
        }
    }

    /// A value as the original notes it.
    private static String shown(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? "True" : "False";
            case Instant _ -> "datetime.datetime(2026, 2, 3, 9, 15, tzinfo=TzInfo(0))";
            case String text -> "'" + text.replace("\n", "\\n") + "'";
            default -> value.toString();
        };
    }

    @Test
    void whatItKeptIsReadAsTheSame() throws IOException {
        Map<?, ?> kept = (Map<?, ?>) notes("schema-simple").get("kept");
        assertThat(kept).hasSizeGreaterThan(15);
        kept.forEach(
                (noted, value) -> {
                    Optional<Object> read = read(String.valueOf(noted));
                    if (REFUSED_HERE.equals(DIFFERENT.get(String.valueOf(noted)))) {
                        assertThat(read).as("%s", noted).isEmpty();
                    } else {
                        String expected = String.valueOf(value).replace("\\\\n", "\\n");
                        assertThat(read.map(OracleAnswersTest::shown))
                                .as("%s", noted)
                                .contains(expected);
                    }
                });
    }

    @Test
    void whatItRefusedIsRefused() throws IOException {
        Map<?, ?> refused = (Map<?, ?>) notes("schema-simple").get("refused");
        refused.keySet().stream()
                .map(String::valueOf)
                .filter(noted -> noted.contains(" <- "))
                .forEach(
                        noted -> {
                            Optional<Object> read = read(noted);
                            if (READ_HERE.equals(DIFFERENT.get(noted))) {
                                assertThat(read).as(noted).contains(5);
                            } else {
                                assertThat(read).as(noted).isEmpty();
                            }
                        });
        assertThat(DIFFERENT.keySet())
                .as("differences that are none")
                .allMatch(
                        noted -> {
                            try {
                                return refused.containsKey(noted)
                                        || ((Map<?, ?>) notes("schema-simple").get("kept"))
                                                .containsKey(noted);
                            } catch (IOException e) {
                                return false;
                            }
                        });
    }

    @Test
    void itsFormsAreAskedForInTheSameWords() throws IOException {
        assertThat(
                        Schema.fields("answer", boolean.class, "explanation", String.class)
                                .sent(SchemaLimits.OPENAI)
                                .orElseThrow()
                                .tree())
                .isEqualTo(sentForm("schema-simple", 1));
        assertThat(Schema.of(int.class).sent(SchemaLimits.OPENAI).orElseThrow().tree())
                .isEqualTo(sentForm("schema-simple", 2));
        assertThat(Schema.of(int.class).answerName()).isEqualTo("Response");
    }

    /// It sends what OpenAI's strict mode has no place for: defaults, and maps of any names. There
    /// all is required, here what must be given.
    @Test
    void aRecordsFormIsTheSameButForWhatIsRequired() throws IOException {
        Map<String, Object> theirs = new LinkedHashMap<>();
        sentForm("schema-pydantic", 1)
                .forEach((name, value) -> theirs.put(String.valueOf(name), value));
        Map<String, Object> ours =
                new LinkedHashMap<>(
                        JsonSchema.parse(Schema.of(Review.class).json().orElseThrow().json())
                                .tree());
        assertThat(ours.remove("required")).isEqualTo(List.of("sentiment", "score", "key_phrases"));
        assertThat(theirs.remove("required")).isEqualTo(List.copyOf(properties(theirs)));
        assertThat(ours).isEqualTo(theirs);
        assertThat(properties(ours)).containsExactlyElementsOf(properties(theirs));

        Map<String, Object> strict =
                Schema.of(Review.class).sent(SchemaLimits.OPENAI).orElseThrow().tree();
        assertThat(strict.get("required")).isEqualTo(List.copyOf(properties(theirs)));
    }

    private static java.util.Collection<String> properties(Map<String, Object> schema) {
        return ((Map<?, ?>) schema.get("properties"))
                .keySet().stream().map(String::valueOf).toList();
    }

    @Test
    void itsRecordsAreRead() {
        Review review =
                Schema.of(Review.class)
                        .read(
                                "{\"sentiment\": \"positive\", \"score\": \"0.9\","
                                        + " \"key_phrases\": [\"Great!\"], \"tags\": {\"a\": 1}}");
        assertThat(review)
                .isEqualTo(
                        new Review(
                                "positive",
                                0.9,
                                List.of("Great!"),
                                3,
                                Mood.up,
                                Optional.empty(),
                                Map.of("a", 1)));
        assertThat(
                        Schema.of(Poem.class)
                                .read(
                                        "{\"title\": \"T\", \"lines\": [{\"text\": \"one\"},"
                                                + " {\"text\": \"zwei ü\", \"size\": 2}]}"))
                .isEqualTo(new Poem("T", List.of(new Line("one", 1), new Line("zwei ü", 2))));
    }

    /// It reports what is missing, of another type and out of its limits; so is it here, and in the
    /// same order. Fields that were not asked for it passes by in nested forms only.
    @Test
    void itsComplaintsAreMadeHereToo() {
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> Schema.of(Review.class).read("{\"sentiment\": 1, \"score\": 7}"))
                .satisfies(
                        e ->
                                assertThat(e.problems())
                                        .extracting(AnswerProblem::toString)
                                        .containsExactly(
                                                "$.sentiment is no text, got 1",
                                                "$.score must be at most 1, got 7",
                                                "$.key_phrases is missing"));
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(() -> Schema.of(Poem.class).read("not json at all"));
        assertThatExceptionOfType(UnparsableAnswerException.class)
                .isThrownBy(
                        () ->
                                Schema.of(Poem.class)
                                        .read("{\"title\": \"T\", \"lines\": [], \"unknown\": 1}"))
                .withMessageContaining("$.unknown was not asked for, got 1");
    }
}
