package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What is not on this machine's path is missing, whatever is installed.
class DoctorTest {
    @TempDir Path folder;

    private Ran on(Map<String, String> environment, String... words) {
        return Ran.with(environment, folder, "", words);
    }

    @Test
    void saysWhatIsThereAndWhatToDoAboutTheRest() {
        Ran ran = on(Map.of("PATH", folder.toString(), "LLM_DEFAULT", "demo/echo"), "doctor");
        assertThat(ran.code()).isEqualTo(2);
        String text = ran.out().replaceAll("\\s+", " ");
        assertThat(text)
                .contains("✓ Java " + Runtime.version())
                .contains("✓ files " + folder)
                .contains("✓ cache " + folder.resolve("cache"))
                .contains("✓ models demo/echo; kbench models asks whether they answer")
                .contains("✗ Chromium showing pages needs chromium")
                .contains("install it (Debian and Ubuntu: apt-get install chromium");
    }

    @Test
    void aFolderThatCannotBeWrittenToIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Ran ran = on(Map.of("PATH", folder.toString()), "doctor", "--out", file + "/out", "--json");
        assertThat(ran.out().lines())
                .hasSize(8)
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "{\"text\":\"%s/out cannot be written to ("
                                                        .formatted(file))
                                        .endsWith(
                                                "choose another with"
                                                    + " --out\",\"there\":false,\"what\":\"files\"}"))
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .contains("none is configured, so kbench run takes local/")
                                        .contains("\"there\":false"));
    }

    private String onNotebooks() {
        return on(
                        Map.of(
                                "PATH",
                                folder.toString(),
                                "JUPYTER_DATA_DIR",
                                folder.resolve("jupyter").toString()),
                        "doctor",
                        "--json")
                .out()
                .lines()
                .filter(line -> line.endsWith("\"what\":\"notebook\"}"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aKernelOfJupytersThatCannotStartIsSaid() throws IOException {
        assertThat(onNotebooks())
                .isEqualTo(
                        "{\"text\":\"not asked for; kbench kernel --install has Jupyter know"
                                + " kbench's kernel\",\"there\":true,\"what\":\"notebook\"}");
        Path kernel = Files.createDirectories(folder.resolve("jupyter/kernels/kbench"));
        Path program = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(kernel.resolve("kernel.json"), "{\"argv\": [\"%s\"]}".formatted(program));
        assertThat(onNotebooks())
                .isEqualTo(
                        "{\"text\":\"Jupyter finds kbench's kernel in %s\",\"there\":true,\"what\":\"notebook\"}"
                                .formatted(kernel));
        Files.writeString(kernel.resolve("kernel.json"), "{\"argv\": [\"/gone/kbench\"]}");
        assertThat(onNotebooks())
                .isEqualTo(
                        "{\"text\":\"what %s starts is not there; kbench kernel --install writes it anew\",\"there\":false,\"what\":\"notebook\"}"
                                .formatted(kernel));
    }
}
