package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.answer.Json;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A corpus of answers: `answers.jsonl`, a line each, with the type that was asked for, where the
/// answer comes from, and the value that it gives, or `refused`. Answers of a model stand there as
/// it gave them. What each must give was written down before it was read here.
class AnswerCorpusTest {
    private static final String REFUSED = "refused";

    /// A line.
    private record Line(String type, String source, String answer, Json expect) {
        boolean isRefused() {
            return expect.equals(new Json.Str(REFUSED));
        }
    }

    @Test
    void isReadAsItMust() throws IOException {
        List<String> falselyRead = new ArrayList<>();
        List<String> wronglyRefused = new ArrayList<>();
        for (Line line : lines()) {
            Optional<Json> read = read(line);
            if (read.isPresent() && (line.isRefused() || !same(read.get(), line))) {
                falselyRead.add(line + " as " + read.get().json());
            } else if (read.isEmpty() && !line.isRefused()) {
                wronglyRefused.add(line.toString());
            }
        }
        assertThat(falselyRead).as("answers that were read as what they do not say").isEmpty();
        assertThat(wronglyRefused).as("answers that were refused").isEmpty();
    }

    @Test
    void isLargeAndOfTwoKinds() throws IOException {
        List<Line> lines = lines();

        assertThat(lines).hasSizeGreaterThanOrEqualTo(400);
        assertThat(lines.stream().filter(line -> line.source().startsWith("SmolLM2")))
                .as("unedited answers of a model, at least half of all")
                .hasSizeGreaterThan(lines.size() / 2);
        assertThat(lines.stream().filter(Line::isRefused)).hasSizeGreaterThan(100);
        assertThat(lines).extracting(Line::type).containsAll(CorpusTypes.ALL.keySet());
    }

    private static Optional<Json> read(Line line) {
        return read(requireNonNull(CorpusTypes.ALL.get(line.type())), line.answer());
    }

    private static <T> Optional<Json> read(Schema<T> schema, String answer) {
        try {
            return Optional.of(schema.shape().write(schema.read(answer)));
        } catch (UnparsableAnswerException refused) {
            return Optional.empty();
        }
    }

    /// Whether both are the same value of the type, however its numbers are written.
    private static boolean same(Json read, Line line) {
        Shape shape = requireNonNull(CorpusTypes.ALL.get(line.type())).shape();
        Object expected = shape.read(line.expect(), Spot.root(new Repairs()));
        return shape.write(expected).equals(read);
    }

    private static List<Line> lines() throws IOException {
        List<Line> lines = new ArrayList<>();
        try (InputStream in =
                requireNonNull(AnswerCorpusTest.class.getResourceAsStream("answers.jsonl"))) {
            for (String text :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!text.isEmpty() && Json.parse(text) instanceof Json.Obj(var members)) {
                    lines.add(
                            new Line(
                                    ((Json.Str) members.get(0).value()).text(),
                                    ((Json.Str) members.get(1).value()).text(),
                                    ((Json.Str) members.get(2).value()).text(),
                                    members.get(3).value()));
                }
            }
        }
        return lines;
    }
}
