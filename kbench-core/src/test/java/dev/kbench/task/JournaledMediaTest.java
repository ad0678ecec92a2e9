package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Message;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.MediaBytes;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The bytes of a picture lie once in a journal, however many runs show it.
class JournaledMediaTest extends JournaledScenario {
    private static final Image CHART = Image.fromPixels(new Random(5).ints(900).toArray(), 30, 30);

    private final Task<Boolean> look =
            Task.named("look")
                    .returning(boolean.class)
                    .param("word", String.class)
                    .body(
                            (model, params) -> {
                                String word = (String) params.value("word").orElseThrow();
                                Image other = Image.fromPixels(new int[] {word.hashCode()}, 1, 1);
                                model.prompt(word, with -> with.image(CHART).image(other));
                                model.prompt("again", with -> with.image(CHART));
                                return true;
                            });

    private Runs<Boolean> look(Reuse reuse, int rows, Consumer<EvaluationOptions> more) {
        return process(reuse)
                .call(
                        () ->
                                look.evaluate(
                                        with -> {
                                            with.llms(llm).data(EvaluationScenario.words(rows));
                                            more.accept(with);
                                        }));
    }

    private static byte[] bytes(Image image) {
        ByteBuffer buffer = ((MediaBytes) image.source()).buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /// How often some bytes stand in the blob segments of all journals.
    private long copies(byte[] wanted) throws IOException {
        String needle = new String(wanted, StandardCharsets.ISO_8859_1);
        long copies = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().startsWith("blobs-")).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                copies += text.split(java.util.regex.Pattern.quote(needle), -1).length - 1;
            }
        }
        return copies;
    }

    private static List<Content> shown(Run<?> run) {
        return run.chat().messages().stream().map(Message::content).toList();
    }

    private static List<List<Content>> shown(Runs<?> runs) {
        List<List<Content>> shown = new ArrayList<>();
        runs.forEach(run -> shown.add(shown(run)));
        return shown;
    }

    @Test
    void liesThereOnceAndIsGivenBack() throws IOException {
        Runs<Boolean> runs = look(Reuse.CONTINUE, 6, with -> with.jobs(3));
        assertThat(copies(bytes(CHART))).isEqualTo(1);
        for (Run<?> run : runs) {
            List<Content> shown = shown(run);
            assertThat(shown).hasSize(7);
            assertThat(shown.getFirst()).isEqualTo(CHART);
            assertThat(shown.get(4)).isEqualTo(CHART);
            assertThat(shown.get(1)).isNotEqualTo(CHART).isInstanceOf(Image.class);
        }
    }

    @Test
    void isFoundByAProcessThatGoesOn() throws IOException {
        look(Reuse.CONTINUE, 6, stopAfter(2));
        assertThat(copies(bytes(CHART))).isEqualTo(1);
        Runs<Boolean> whole = look(Reuse.CONTINUE, 6, _ -> {});
        assertThat(whole.stream().filter(Run::cached)).hasSize(2);
        assertThat(copies(bytes(CHART))).isEqualTo(1);
        assertThat(shown(whole))
                .hasSize(6)
                .allSatisfy(s -> assertThat(s.getFirst()).isEqualTo(CHART));
    }

    @Test
    void goesAlongWithARunThatIsReadBackIntoAnotherEvaluation() throws IOException {
        List<List<Content>> first = shown(look(Reuse.CONTINUE, 3, _ -> {}));
        Runs<Boolean> second = look(Reuse.CACHED, 3, _ -> {});
        assertThat(second.stream().allMatch(Run::cached)).isTrue();
        assertThat(shown(second)).isEqualTo(first);
        assertThat(copies(bytes(CHART))).as("each journal is whole by itself").isEqualTo(2);
    }
}
