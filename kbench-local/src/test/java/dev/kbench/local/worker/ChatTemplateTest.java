package dev.kbench.local.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class ChatTemplateTest {
    @Test
    void requestIsJson() {
        assertThat(
                        ChatTemplate.request(
                                List.of("system", "user"), List.of("a \"b\" \\ \n\t\u0001", "ü")))
                .isEqualTo(
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"a \\\"b\\\" \\\\"
                            + " \\u000a\\u0009\\u0001\"},{\"role\":\"user\",\"content\":\"ü\"}]}");
    }

    @Test
    void frameIsTakenOffAgain() {
        assertThat(ChatTemplate.unframed(ChatTemplate.framed("<s>{{ x }}</s>")))
                .isEqualTo("<s>{{ x }}</s>");
    }

    @Test
    void lastLineBreakOfATemplateIsNotRendered() {
        assertThat(ChatTemplate.unframed(ChatTemplate.framed("a\n\n"))).isEqualTo("a\n");
    }

    @Test
    void lostFrameIsTold() {
        assertThatThrownBy(() -> ChatTemplate.unframed("hello"))
                .hasMessage(
                        "expected the rendered chat template within its frame, got 5 characters"
                                + " without it");
    }
}
