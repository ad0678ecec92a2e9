package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

class InitTest {
    @TempDir Path folder;

    private Settings written() {
        return Settings.load(Map.of(), folder);
    }

    @Test
    void writesWhatIsReadBack() throws IOException {
        String model = "gguf:/a b/\"c\"\\d#.gguf";
        Ran ran = Ran.in(folder, "init", "--openai-url", "http://localhost:1/v1", "--model", model);

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                0,
                                "wrote OPENAI_BASE_URL, LLM_DEFAULT to %s/.env; kbench models shows which models answer\n"
                                        .formatted(folder),
                                ""));
        assertThat(written().get("LLM_DEFAULT")).contains(model);
        assertThat(written().get("OPENAI_BASE_URL")).contains("http://localhost:1/v1");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(folder.resolve(".env"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyIsReadFromStandardInput() {
        Ran ran =
                Ran.with(
                        Map.of(),
                        folder,
                        "first\nsecond\n",
                        "init",
                        "--proxy-key",
                        "-",
                        "--openai-key",
                        "-");

        assertThat(ran.code()).isZero();
        assertThat(ran.out() + ran.err()).doesNotContain("first", "second");
        assertThat(written().get("MODEL_PROXY_API_KEY")).contains("first");
        assertThat(written().get("OPENAI_API_KEY")).contains("second");
    }

    @Test
    void aFileThatIsThereStays() throws IOException {
        Files.writeString(folder.resolve(".env"), "# mine\nOTHER=1\nLLM_DEFAULT=a\n");

        assertThat(Ran.in(folder, "init", "--model", "b"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "kbench: %s/.env is there already; to change these settings in it, add --force\n"
                                        .formatted(folder)));
        assertThat(Ran.in(folder, "init", "--model", "b", "--force").code()).isZero();
        assertThat(folder.resolve(".env")).hasContent("# mine\nOTHER=1\nLLM_DEFAULT=b\n");
    }

    @Test
    void settingsChangeWhereTheyStand() throws IOException {
        Files.writeString(
                folder.resolve(".env"),
                "LLM_DEFAULT=a\r\nX='\nLLM_DEFAULT=no\n'\nOPENAI_API_KEY=\"one\ntwo\" # k\n"
                        + "export LLM_DEFAULT=${X} # twice\nY=1");

        Ran ran = Ran.in(folder, "init", "--model", "b${X}", "--openai-key", "k", "--force");

        assertThat(ran.code()).isZero();
        assertThat(folder.resolve(".env"))
                .hasContent(
                        "LLM_DEFAULT=\"b\\${X}\"\nX='\nLLM_DEFAULT=no\n'\nOPENAI_API_KEY=k\nY=1\n");
        assertThat(written().get("LLM_DEFAULT")).contains("b${X}");
    }

    @Test
    void aFileWithAnOddLineIsWrittenAndTold() throws IOException {
        Files.writeString(folder.resolve(".env"), "sk-secret\nLLM_DEFAULT=a\n");

        assertThat(Ran.in(folder, "init", "--model", "b", "--force"))
                .isEqualTo(
                        new Ran(
                                0,
                                "wrote LLM_DEFAULT to %s/.env; kbench models shows which models answer\n"
                                        .formatted(folder),
                                "mend %s/.env: line 1: expected NAME=value or a # comment; the line is left out\n"
                                        .formatted(folder)));
        assertThat(folder.resolve(".env")).hasContent("sk-secret\nLLM_DEFAULT=b\n");
    }

    @Test
    void whatIsNoFileOfTextStays() throws IOException {
        Path file = folder.resolve(".env");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(Ran.in(folder, "init", "--model", "b", "--force").err())
                .isEqualTo(
                        "kbench: %s is not UTF-8 text; save it as UTF-8 or remove it\n"
                                .formatted(file));
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(Ran.in(folder, "init", "--model", "b", "--force").err())
                .isEqualTo(
                        "kbench: %s cannot be written: Is a directory; run kbench init in a folder that can be written to\n"
                                .formatted(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "--help", "init --help", "run --help", "models --help"})
    void whatNeedsNoSettingsWorksWithAnOddFile(String command) throws IOException {
        Files.writeString(folder.resolve(".env"), "sk-secret");
        Ran ran = Ran.in(folder, command.split(" "));
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void whatNeedsSettingsTellsOfTheOddLine() throws IOException {
        Files.writeString(folder.resolve(".env"), "A=1\nKEY='sk-secret");
        Ran ran = Ran.in(folder, "models");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).startsWith("No default model is configured;");
        assertThat(ran.err())
                .isEqualTo(
                        "%s/.env: line 2: the value's closing ' is missing; the line is left out\n"
                                .formatted(folder));
    }

    @Test
    void thereMustBeSomethingToWrite() {
        assertThat(Ran.in(folder, "init"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "kbench: nothing to write: expected at least one setting, such as"
                                        + " --model local/smollm2 (see kbench init --help)\n"));
    }

    @Test
    void aValueIsOneLine() {
        assertThat(Ran.in(folder, "init", "--model", "a\nB=c").err())
                .isEqualTo("kbench: LLM_DEFAULT must be one line without control characters\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--openai-url|localhost:1/v1|OPENAI_BASE_URL: expected an address such as"
                        + " https://api.openai.com/v1, got one without http://",
                "--openai-url|http://me:secret@h/v1|OPENAI_BASE_URL: expected an address such as"
                        + " https://api.openai.com/v1, got one with a user or password; set the key"
                        + " instead",
                "--proxy-url|ftp://h|MODEL_PROXY_URL: expected an address such as"
                        + " https://HOST/models, got the scheme ftp",
                "--proxy-key|sécret|MODEL_PROXY_API_KEY: expected a key of letters, digits and"
                        + " signs, got one with another character at position 2",
                "--openai-key|secret key|OPENAI_API_KEY: expected a key of letters, digits and"
                        + " signs, got one with another character at position 7",
            })
    void whatARunWouldRefuseIsNotWritten(String option, String value, String message) {
        assertThat(Ran.in(folder, "init", "--model", "m", option, value))
                .isEqualTo(new Ran(2, "", "kbench: " + message + "\n"));
        assertThat(folder.resolve(".env")).doesNotExist();
    }

    @Test
    void aPersonIsAskedAgain() {
        Ran ran = Ran.asking(folder, "nonsense\nhttp://h/models\nse cret\n\n\n\nm\n", "init");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                0,
                                "wrote MODEL_PROXY_URL, LLM_DEFAULT to %s/.env; kbench models shows which models answer\n"
                                        .formatted(folder),
                                "the address of Kaggle's Model Proxy (empty to leave out):"
                                    + " MODEL_PROXY_URL: expected an address such as"
                                    + " https://HOST/models, got one without http://\n"
                                    + "the address of Kaggle's Model Proxy (empty to leave out):"
                                    + " the proxy's key (empty to leave out): MODEL_PROXY_API_KEY:"
                                    + " expected a key of letters, digits and signs, got one with"
                                    + " another character at position 3\n"
                                    + "the proxy's key (empty to leave out): the address of an"
                                    + " OpenAI-compatible server, such as http://localhost:11434/v1"
                                    + " (empty to leave out): that server's key (empty to leave"
                                    + " out): the model to evaluate, such as"
                                    + " google/gemini-2.5-flash or local/smollm2 (empty to leave"
                                    + " out): the model that judges (empty to leave out): all"
                                    + " models to compare, with commas between them (empty to leave"
                                    + " out): "));
        assertThat(written().get("MODEL_PROXY_URL")).contains("http://h/models");
    }

    @Test
    void whenThePersonIsGoneNothingIsWritten() {
        assertThat(Ran.asking(folder, "nonsense", "init").code()).isEqualTo(2);
        assertThat(folder.resolve(".env")).doesNotExist();
    }
}
