package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Image;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.event.CallRetry;
import dev.kbench.event.Usage;
import dev.kbench.key.Params;
import dev.kbench.key.PrivateValues;
import dev.kbench.run.Failure;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class RedactionTest {
    private final PrivateValues values = PrivateValues.of(Params.of("name", "Ann"), Set.of("name"));
    private final Redaction redaction = new Redaction(List.of("sk-secret")).hiding(values);

    private static Chat chat(Message... messages) {
        return Chat.restored("about Ann", "about Ann-0011aabb", List.of(messages));
    }

    @Test
    void keysAndPrivateValuesAreTakenOut() {
        assertThat(redaction.text("Ann has sk-secret")).isEqualTo("[private] has …");
        assertThat(redaction.failure(new Failure("X", "no Ann", "at Ann\n")))
                .isEqualTo(new Failure("X", "no [private]", "at [private]\n"));
        assertThat(redaction.texts(new LinkedHashMap<>(Map.of("a", "Ann"))))
                .containsExactly(Map.entry("a", "[private]"));
    }

    @Test
    void whereThereAreNoneAllStaysTheSame() {
        Chat chat = chat(Message.of(Actor.USER, "Ann"));
        assertThat(Redaction.NONE.chat(chat)).isSameAs(chat);
        assertThat(Redaction.NONE.hiding(PrivateValues.NONE)).isSameAs(Redaction.NONE);
    }

    @Test
    void theValuesOfAChatsRunAreTakenOutWhoeverShowsIt() {
        Chat chat = chat(Message.of(Actor.USER, "Ann"));
        chat.hide(values);
        Chat shown = Redaction.NONE.chat(chat);
        assertThat(shown.messages()).extracting(Message::text).containsExactly("[private]");
        assertThat(shown.name()).isEqualTo("about [private]");
        assertThat(shown.id()).isEqualTo("about [private]-0011aabb");
    }

    @Test
    void everythingThatIsKnownOfAnAnswerIsLookedThrough() {
        ReplyDetails details =
                new ReplyDetails(
                        List.of(
                                new Text("I, Ann"),
                                new ReasoningTrace("is it Ann", ""),
                                new ToolCall("1", "find", "{\"who\":\"Ann\"}", ""),
                                new ToolResult("1", "find", "Ann", false, false)),
                        Usage.NONE,
                        FinishReason.NONE,
                        new LinkedHashMap<>(Map.of("stop", List.of("Ann"))),
                        new LinkedHashMap<>(Map.of("seed", "not for Ann")),
                        "[\"An\",\"n\"]",
                        Duration.ZERO,
                        Optional.empty(),
                        List.of("passed over Ann"),
                        List.of(new CallRetry(1, "X", 0, "Ann", Duration.ZERO, Duration.ZERO)),
                        false);
        Message said =
                new Message(
                        new Actor("Ann", Role.ASSISTANT, ""),
                        new Text("I, Ann"),
                        true,
                        details,
                        new Hearing(1, "Ann", "to Ann", false, List.of("Ann")));

        Message shown = redaction.chat(chat(said)).messages().getFirst();

        assertThat(shown.toString()).doesNotContain("Ann");
        assertThat(shown.details().logprobs()).isEmpty();
        assertThat(shown.details().sent()).containsEntry("stop", List.of("[private]"));
        assertThat(shown.details().toolCalls().getFirst().arguments())
                .isEqualTo("{\"who\":\"[private]\"}");
        assertThat(shown.hearing())
                .isEqualTo(
                        new Hearing(1, "[private]", "to [private]", false, List.of("[private]")));
    }

    @Test
    void argumentsAndResultsOfToolsStayJson() {
        PrivateValues both =
                PrivateValues.of(Params.of("id", 98765, "name", "Ann"), Set.of("id", "name"));
        Chat chat =
                chat(
                        Message.of(
                                Actor.USER,
                                new ToolCall("1", "find", "{\"id\": 98765, \"who\": \"Ann\"}", "")),
                        Message.of(Actor.USER, new ToolResult("1", "find", "98765", false, true)));

        assertThat(Redaction.NONE.hiding(both).chat(chat).messages())
                .extracting(Message::content)
                .containsExactly(
                        new ToolCall(
                                "1", "find", "{\"id\":\"[private]\",\"who\":\"[private]\"}", ""),
                        new ToolResult("1", "find", "\"[private]\"", false, true));
    }

    @Test
    void aPictureWhoseAddressTellsThemIsOnlyNamed() {
        Image other = Image.fromUrl("https://example.org/x.png");
        Image told = Image.fromUrl("https://example.org/Ann.png");
        assertThat(
                        redaction
                                .chat(chat(Message.of(Actor.USER, other)))
                                .messages()
                                .getFirst()
                                .content())
                .isSameAs(other);
        assertThat(redaction.chat(chat(Message.of(Actor.USER, told))).messages().getFirst().text())
                .endsWith("https://example.org/[private].png]");
    }
}
