package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// `kbench models --check`: one tiny call to each model of `kbench.toml`.
class ModelsCheckTest {
    private static final String KEY = "sk-very-secret-0815";
    private static final String OK = "{\"choices\":[{\"message\":{\"content\":\"OK\"}}]}";
    private static final String WRONG = "{\"error\":{\"message\":\"no such key: " + KEY + "\"}}";

    @TempDir Path folder;

    private static String provider(String name, String url) {
        return """
        [providers.%1$s]
        api = "openai"
        base_url = "%2$s"
        key_env = "%1$s_KEY"
        models."m" = { input = 1.0, output = 2.0 }
        """
                .formatted(name, url);
    }

    private Ran check(String toml) throws IOException {
        Files.writeString(folder.resolve("kbench.toml"), toml);
        return Ran.with(
                Map.of("good_KEY", KEY, "bad_KEY", KEY, "dead_KEY", KEY, "KBENCH_RETRIES", "0"),
                folder,
                "",
                "models",
                "--check");
    }

    @Test
    void aModelThatAnswersIsTicked() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", OK)) {
            Ran ran = check(provider("good", server.url()));

            assertThat(ran.code()).as(ran.out()).isZero();
            assertThat(ran.out())
                    .startsWith("No default model is configured;")
                    .contains("✓ good:m: answers (")
                    .doesNotContain("✗", KEY);
        }
    }

    @Test
    void eachIsAskedAndOneThatFailsIsTheExitCode() throws IOException {
        String dead;
        try (CannedServer server = new CannedServer("200 OK", OK)) {
            dead = server.url();
        }
        try (CannedServer good = new CannedServer("200 OK", OK);
                CannedServer bad = new CannedServer("401 Unauthorized", WRONG)) {
            Ran ran =
                    check(
                            provider("good", good.url())
                                    + provider("bad", bad.url())
                                    + provider("dead", dead));

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out())
                    .contains("✓ good:m: answers (")
                    .containsPattern("✗ bad:m at .*401, the key was refused.*check bad_KEY")
                    .containsPattern("✗ dead:m at .*no connection: refused")
                    .doesNotContain(KEY);
        }
    }

    /// A provider of which the file names no model tells which it has.
    @Test
    void aProviderWithoutModelsIsAskedForThem() throws IOException {
        String list = "{\"data\":[{\"id\":\"a\"},{\"id\":\"v/b\"}]}";
        try (CannedServer server = new CannedServer("200 OK", list);
                CannedServer other = new CannedServer("200 OK", OK)) {
            Ran ran =
                    check(
                            provider("good", server.url()).replaceFirst("models.*\n", "")
                                    + provider("dead", server.url())
                                            .replaceFirst("models.*\n", "")
                                            .replace("dead_KEY", "NO_SUCH_KEY")
                                    + provider("bad", other.url()));

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out())
                    .contains(
                            "✓ good of kbench.toml: offers 2 models: good:a, good:v/b; name one"
                                    + " with LLM_DEFAULT or --model\n",
                            "✓ bad:m: answers (",
                            "✗ dead of kbench.toml: the key of [providers.dead] is missing: set"
                                    + " NO_SUCH_KEY in the environment or a .env file\n")
                    .doesNotContain(KEY);
        }
    }

    @Test
    void aProgramGetsAnObjectForEach() throws IOException {
        Ran ran =
                Ran.with(
                        Map.of("KBENCH_RETRIES", "0"),
                        folder,
                        "",
                        "models",
                        "--json",
                        "demo/echo",
                        "demo/none");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out().lines()).hasSize(2);
        assertThat(ran.out().lines().findFirst())
                .hasValueSatisfying(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "{\"answers\":true,\"asked\":\"demo/echo\",\"text\":\"answers"));
        assertThat(ran.out().lines().skip(1).findFirst())
                .hasValueSatisfying(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "{\"answers\":false,\"asked\":\"demo/none\",\"text\":\""));
    }
}
