package dev.kbench.cli.setup;

import dev.kbench.cli.shell.Shell;
import dev.kbench.config.Settings;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.ModelLayers;
import dev.kbench.llm.spi.Progress;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `kbench init` asks, in this order.
public final class Questions {
    /// All of them.
    public static final List<Question> ALL =
            List.of(
                    new Question(
                            "--proxy-url",
                            "MODEL_PROXY_URL",
                            "URL",
                            "the address of Kaggle's Model Proxy",
                            false),
                    new Question(
                            "--proxy-key", "MODEL_PROXY_API_KEY", "KEY", "the proxy's key", true),
                    new Question(
                            "--openai-url",
                            "OPENAI_BASE_URL",
                            "URL",
                            "the address of an OpenAI-compatible server, such as"
                                    + " http://localhost:11434/v1",
                            false),
                    new Question(
                            "--openai-key", "OPENAI_API_KEY", "KEY", "that server's key", true),
                    new Question(
                            "--model",
                            "LLM_DEFAULT",
                            "M",
                            "the model to evaluate, such as google/gemini-2.5-flash or"
                                    + " local/smollm2",
                            false),
                    new Question(
                            "--judge", "LLM_DEFAULT_EVAL", "M", "the model that judges", false),
                    new Question(
                            "--models",
                            "LLMS_AVAILABLE",
                            "M,M,…",
                            "all models to compare, with commas between them",
                            false));

    private Questions() {}

    /// What a run would say against a setting.
    ///
    /// @param variable its name
    /// @param value its value
    /// @return what was expected; empty where the value is as good as can be told. It holds no key
    public static Optional<String> objection(String variable, String value) {
        Settings settings = Settings.of(Map.of(variable, value));
        try (Models models = Models.load(settings, ModelLayers.NONE, Progress.NONE)) {
            models.checkSettings();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Asks a person one of them, again until the answer is one.
    ///
    /// @param question what to ask
    /// @param shell where to
    /// @return the answer; empty to leave the setting out
    public static Optional<String> ask(Question question, Shell shell) {
        while (true) {
            Optional<String> answer = askOnce(question, shell);
            Optional<String> objection =
                    answer.flatMap(value -> objection(question.variable(), value));
            if (objection.isEmpty()) {
                return answer;
            }
            shell.say(objection.get());
        }
    }

    private static Optional<String> askOnce(Question question, Shell shell) {
        String prompt = "%s (empty to leave out): ".formatted(question.text());
        Optional<Console> console = Optional.ofNullable(System.console());
        if (question.secret() && console.isPresent()) {
            char[] typed = console.get().readPassword("%s", prompt);
            return typed == null ? Optional.empty() : answer(new String(typed));
        }
        shell.err().print(prompt);
        shell.err().flush();
        return line(shell);
    }

    /// One line of standard input.
    ///
    /// @param shell whose input
    /// @return the line without white space around it; empty where there is none
    public static Optional<String> line(Shell shell) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            for (int b = shell.in().read(); b >= 0 && b != '\n'; b = shell.in().read()) {
                line.write(b);
            }
            return answer(line.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> answer(String text) {
        return Optional.of(text.strip()).filter(a -> !a.isEmpty());
    }
}
