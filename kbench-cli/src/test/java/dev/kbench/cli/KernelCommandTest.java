package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class KernelCommandTest {
    @TempDir Path folder;

    private Ran run(String... words) {
        return Ran.with(Map.of("JUPYTER_DATA_DIR", folder.toString()), folder, "", words);
    }

    @Test
    void installsAndUninstallsTheKernelsFile() throws IOException {
        Path file = folder.resolve("kernels").resolve("kbench").resolve("kernel.json");
        assertThat(run("kernel", "--install"))
                .isEqualTo(new Ran(0, "wrote %s\n".formatted(file), ""));
        JsonNode spec = new JsonMapper().readTree(Files.readString(file));
        assertThat(spec.path("display_name").asString()).isEqualTo("kbench (Java 25)");
        assertThat(spec.path("interrupt_mode").asString()).isEqualTo("message");
        assertThat(spec.path("argv").toString()).endsWith(",\"kernel\",\"{connection_file}\"]");

        assertThat(run("kernel", "--uninstall"))
                .isEqualTo(new Ran(0, "removed %s\n".formatted(file.getParent()), ""));
        assertThat(file.getParent()).doesNotExist();
        assertThat(run("kernel", "--uninstall"))
                .isEqualTo(new Ran(0, "there is none in %s\n".formatted(file.getParent()), ""));
    }

    @Test
    void takesOneThingToDo() {
        String message =
                "kbench: expected one of --install, --uninstall and FILE\n"
                        + "see kbench kernel --help\n";
        assertThat(run("kernel").err()).isEqualTo(message);
        assertThat(run("kernel", "--install", "--uninstall").err()).isEqualTo(message);
        assertThat(run("kernel", "--install", "file.json").err()).isEqualTo(message);
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThat(run("kernel", "none.json").err())
                .isEqualTo(
                        "kbench: there is no file %s; Jupyter names the file in which it says where it listens\n"
                                .formatted(folder.resolve("none.json")));
    }
}
