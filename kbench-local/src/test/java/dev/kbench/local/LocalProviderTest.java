package dev.kbench.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Role;
import dev.kbench.config.Settings;
import dev.kbench.content.Text;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelLayers;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.Progress;
import dev.kbench.llm.spi.RequestMessage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class LocalProviderTest {
    private static final Settings NONE = Settings.of(Map.of());

    @TempDir Path folder;

    @Test
    void isFoundAsAService() {
        try (Models models = Models.load(NONE, ModelLayers.NONE, Progress.NONE)) {
            assertThat(models.known()).containsEntry("local", List.of("local/smollm2"));
        }
    }

    @Test
    void servesItsOwnIdsOnly() {
        LocalProvider provider = new LocalProvider();
        assertThat(provider.name()).isEqualTo("local");
        assertThat(provider.known(NONE)).containsExactly("local/smollm2");
        assertThat(provider.serves("local/other", NONE)).isTrue();
        assertThat(provider.serves("gguf:x", NONE)).isTrue();
        assertThat(provider.serves("openai:local/x", NONE)).isFalse();
    }

    @Test
    void unknownModel() {
        assertRefused(
                "local/other",
                "expected local/smollm2, got 'local/other'; for another model in the JVM name its"
                        + " file, as gguf:/path/of/file.gguf");
    }

    @Test
    void filesThatAreNone() throws Exception {
        Path missing = folder.resolve("missing.gguf");
        assertRefused(
                "gguf:" + missing,
                "expected a GGUF file at %s, got no such file".formatted(missing));
        assertRefused(
                "gguf:" + folder, "expected a GGUF file, got the folder %s".formatted(folder));
        assertRefused("gguf:a\0b", "'gguf:a\0b' names no file");
        Path other = Files.writeString(folder.resolve("x.gguf"), "PK not a model");
        assertRefused(
                "gguf:" + other,
                "expected a whole GGUF file at %s, got one that cannot be used: it does not begin with GGUF. Fetch the file anew"
                        .formatted(other));
    }

    @Test
    void fileIsNamedByItself() throws Exception {
        Path file = Files.write(folder.resolve("t.gguf"), GgufBytes.whole());
        Connection connection = new LocalProvider().connect("gguf:" + file, NONE, Progress.NONE);
        assertThat(connection.note()).isEqualTo("Tiny, in the JVM");
        assertThat(connection.wireModel()).isEqualTo("t.gguf");
        assertThat(connection.ref().settings())
                .containsEntry("weights", FileSum.of(file, _ -> {}).sha256())
                .containsEntry("context", "4096");
        connection.client().close();
    }

    @Test
    void fileThatOnlyTheLibraryFindsDamagedEndsNoJvm() throws Exception {
        Path file = Files.write(folder.resolve("t.gguf"), GgufBytes.whole());
        try (LocalModel model =
                (LocalModel)
                        new LocalProvider().connect("gguf:" + file, NONE, Progress.NONE).client()) {
            assertThatThrownBy(
                            () ->
                                    model.prompt(
                                            List.of(new RequestMessage(Role.USER, new Text("a")))))
                    .isInstanceOf(PermanentProviderException.class)
                    .hasMessageStartingWith("llama.cpp cannot load %s: ".formatted(file))
                    .hasMessageEndingWith(
                            "; check that the file is whole and of a kind that llama.cpp knows");
        }
    }

    private static void assertRefused(String id, String message) {
        assertThatThrownBy(() -> new LocalProvider().connect(id, NONE, Progress.NONE))
                .isInstanceOf(PermanentProviderException.class)
                .hasMessage(message);
    }
}
