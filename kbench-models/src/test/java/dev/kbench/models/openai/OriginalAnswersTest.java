package dev.kbench.models.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.contract.Oracle;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.models.wire.NoAnswerException;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Every answer that the original library got in its recorded cases is read, or refused for want of
/// choices.
class OriginalAnswersTest {
    private static final Pattern ANSWER =
            Pattern.compile("\"answer\": \\{\"status\": 200, \"body\": (\\{.*})}}$");
    private static final Pattern CONTENT =
            Pattern.compile("\"content\": \"([^\"\\\\]*)\"[,}].*\"finish_reason\": \"(\\w+)\"");
    private static final Pattern TOKENS =
            Pattern.compile("\"prompt_tokens\": (\\d+), \"completion_tokens\": (\\d+)");

    @Test
    void everyAnswerIsRead() throws Exception {
        int read = 0;
        for (String line : lines()) {
            Matcher answer = ANSWER.matcher(line);
            if (!answer.find()) {
                continue;
            }
            String body = answer.group(1);
            if (body.contains("\"choices\": []") || body.contains("\"choices\": null")) {
                assertThatExceptionOfType(NoAnswerException.class)
                        .isThrownBy(() -> Completions.whole(body));
                continue;
            }
            ModelResponse completion = Completions.whole(body);
            read++;
            Matcher content = CONTENT.matcher(body);
            if (content.find()) {
                assertThat(completion.text()).isEqualTo(content.group(1));
                assertThat(completion.finishReason().raw()).isEqualTo(content.group(2));
            }
            Matcher tokens = TOKENS.matcher(body);
            assertThat(completion.usage().inputTokens().isPresent()).isEqualTo(tokens.find());
            if (completion.usage().inputTokens().isPresent()) {
                assertThat(completion.usage().inputTokens())
                        .hasValue(Long.parseLong(tokens.group(1)));
                assertThat(completion.usage().outputTokens())
                        .hasValue(Long.parseLong(tokens.group(2)));
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    private static List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : Oracle.files("wire.jsonl")) {
            Files.readAllLines(file).stream()
                    .filter(line -> line.contains("/chat/completions\""))
                    .forEach(lines::add);
        }
        return lines;
    }
}
