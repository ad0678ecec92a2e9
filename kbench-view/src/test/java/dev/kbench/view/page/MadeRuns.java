package dev.kbench.view.page;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
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
import dev.kbench.event.AssertionResult;
import dev.kbench.event.CallRetry;
import dev.kbench.event.Usage;
import dev.kbench.run.Failure;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;
import dev.kbench.view.run.ViewedTask;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Runs with everything that a page shows of one.
public final class MadeRuns {
    static final Actor MODEL = new Actor("gpt-5-mini", Role.ASSISTANT, "🤖");
    static final Image PICTURE =
            Image.fromPixels(
                    IntStream.range(0, 240 * 90)
                            .map(i -> 0xFF000000 | (i % 240) << 16 | (i / 240 * 2) << 8 | 0x90)
                            .toArray(),
                    240,
                    90);

    private MadeRuns() {}

    /// A run in which a tool was called, a request was sent again, a picture was shown, something
    /// was said in private and two assertions did not hold.
    public static ViewedRun rich(String id) {
        SequencedMap<String, Object> sent = new LinkedHashMap<>();
        sent.put("temperature", 0.0);
        sent.put("seed", 7);
        ReplyDetails asks =
                new ReplyDetails(
                        List.of(
                                ReasoningTrace.of(
                                        "The Danube passes ten countries. I should look it up."),
                                ToolCall.of("call_1", "look_up", "{\"river\":\"Danube\"}")),
                        Usage.ofTokens(120, 34),
                        FinishReason.of("tool_calls"),
                        sent,
                        new LinkedHashMap<>(),
                        "",
                        Duration.ofMillis(1_850),
                        Optional.of(Duration.ofMillis(1_200)),
                        List.of(),
                        List.of(
                                new CallRetry(
                                        1,
                                        "RATE_LIMITED",
                                        429,
                                        "slow down",
                                        Duration.ofMillis(140),
                                        Duration.ofMillis(900))),
                        false);
        ReplyDetails answers =
                new ReplyDetails(
                        List.of(),
                        Usage.ofTokens(210, 12),
                        FinishReason.STOP,
                        sent,
                        new LinkedHashMap<>(),
                        "",
                        Duration.ofMillis(930));
        List<ChatItem> items =
                List.of(
                        Message.of(Actor.SYSTEM, "You know rivers. Answer with one name."),
                        Message.of(Actor.USER, "Which river flows through most capitals?"),
                        Message.of(Actor.USER, PICTURE.withCaption("a map")),
                        new Message(MODEL, new Text(""), true, asks),
                        Message.of(
                                new Actor("look_up", Role.TOOL, "🔧"),
                                new ToolResult(
                                        "call_1", "look_up", "{\"capitals\":4}", false, true)),
                        new Message(
                                MODEL,
                                new Text("I keep this to ourselves: it is the Danube."),
                                true,
                                answers,
                                Hearing.among("gpt", "whispers", List.of("claude")).at(3)),
                        new Message(MODEL, new Text("The Danube — نهر الدانوب."), true, answers),
                        Chat.restored(
                                "judge",
                                "judge-00000001",
                                List.of(Message.of(Actor.USER, "Is it right?"))));
        return run(
                id,
                Chat.restored("River Quiz", "quiz-00000001", items),
                List.of(
                        new AssertionResult(
                                "assertEqual",
                                false,
                                "The longest river is named",
                                14,
                                "assertEqual(\"Volga\", answer, \"The longest river is named\");",
                                "quiz-00000001",
                                2,
                                values("expected", "Volga", "actual", "The Danube"),
                                "they differ from the first character"),
                        new AssertionResult(
                                "assertTrue",
                                true,
                                "It answers in one sentence",
                                15,
                                "",
                                "quiz-00000001",
                                2)),
                List.of(
                        run(
                                id + "-1",
                                Chat.restored(
                                        "Judge",
                                        "judge-00000002",
                                        List.of(Message.of(Actor.USER, "Rate it."))),
                                List.of(),
                                List.of())));
    }

    /// A run of one answer.
    public static ViewedRun answering(String id, String answer) {
        return run(
                id,
                Chat.restored(
                        answer.length() > 60 ? "chat" : answer,
                        "chat-00000001",
                        List.of(
                                Message.of(Actor.USER, answer),
                                new Message(
                                        new Actor(
                                                answer.length() > 60 ? "model" : answer,
                                                Role.ASSISTANT,
                                                ""),
                                        new Text(answer),
                                        true,
                                        ReplyDetails.ofParts(
                                                List.of(
                                                        new Text(answer),
                                                        ReasoningTrace.of(answer),
                                                        ToolCall.of("1", "tool", answer)))))),
                List.of(
                        new AssertionResult(
                                "assertEqual",
                                false,
                                answer,
                                1,
                                answer,
                                "chat-00000001",
                                1,
                                values("expected", answer, "actual", answer),
                                answer)),
                List.of());
    }

    static SequencedMap<String, String> values(String... namesAndValues) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return values;
    }

    /// A run of which nothing was kept but its result.
    static ViewedRun bare(String id) {
        return run(
                id,
                Chat.restored("chat", "chat-00000001", List.of()),
                List.of(),
                List.of(),
                new ViewedTask("River Quiz", "", 3, ""));
    }

    static ViewedRun run(
            String id, Chat chat, List<AssertionResult> assertions, List<ViewedRun> subruns) {
        return run(
                id,
                chat,
                assertions,
                subruns,
                new ViewedTask(
                        "River Quiz",
                        "Asks for rivers.",
                        3,
                        "boolean quiz(Llm llm, String question) {\n    return true;\n}"));
    }

    private static ViewedRun run(
            String id,
            Chat chat,
            List<AssertionResult> assertions,
            List<ViewedRun> subruns,
            ViewedTask task) {
        return new ViewedRun(
                new RunId(id),
                "2026-03-01_09-30-00",
                Path.of("out"),
                task,
                "openai/gpt-5-mini",
                values("temperature", "0"),
                "Run #3",
                "row-1",
                0,
                1,
                values("question", "Which river flows through most capitals?", "level", "hard"),
                "completed",
                "",
                false,
                OptionalDouble.of(0.5),
                "{\"river\":\"Danube\"}",
                new Failure("", "", ""),
                assertions,
                chat,
                subruns,
                Usage.ofTokens(330, 46),
                Optional.of(Instant.parse("2026-03-01T09:30:00Z")),
                Optional.of(Duration.ofMillis(4_100)),
                false,
                List.of());
    }
}
