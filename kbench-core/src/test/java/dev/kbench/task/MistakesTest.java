package dev.kbench.task;

import static dev.kbench.Kbench.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Chats;
import dev.kbench.content.Image;
import dev.kbench.event.RunEvent;
import dev.kbench.llm.Llm;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What users do without meaning it is told, once, with the way out.
class MistakesTest {
    private final MockLlm llm = MockLlm.answering("candidate", _ -> "4");
    private final MockLlm judge = MockLlm.answering("judge", _ -> "good");
    private final Arena arena = new Arena();

    private List<String> told(TaskBuilder.Computation<Boolean> body) {
        Task<Boolean> task = Task.named("quiz").returning(boolean.class).body(body);
        arena.call(() -> List.of(task.attempt(llm), task.attempt(llm)));
        return arena.events.stream()
                .filter(RunEvent.Notice.class::isInstance)
                .map(event -> ((RunEvent.Notice) event).text())
                .filter(text -> !text.contains("source was not found"))
                .toList();
    }

    private static boolean asked(Llm... models) {
        for (Llm model : models) {
            model.prompt("2 + 2?");
        }
        return true;
    }

    @Test
    void aJudgeThatHearsTheConversation() {
        assertThat(told((own, _) -> asked(own, judge, own, judge)))
                .containsExactly(
                        "quiz: judge is asked in the chat 'quiz' and sees all that candidate was"
                            + " asked and answered there; a model that judges is asked in a chat of"
                            + " its own: try (var _ = Chats.open(\"judge\")) { … }");
    }

    @Test
    void aJudgeInAChatOfItsOwnIsNone() {
        assertThat(
                        told(
                                (own, _) -> {
                                    own.prompt("2 + 2?");
                                    try (var _ = Chats.open("judge")) {
                                        return asked(judge);
                                    }
                                }))
                .isEmpty();
    }

    @Test
    void anotherModelThatIsAskedFirstHearsNothing() {
        assertThat(told((own, _) -> asked(judge, own))).isEmpty();
    }

    @Test
    void aHelperThatIsStoredAsATask() {
        Task<Boolean> helper =
                Task.named("helper").returning(boolean.class).body((own, _) -> asked(own));
        assertThat(told((own, _) -> helper.run(own).result() && helper.run(own).result()))
                .containsExactly(
                        "helper is called inside quiz and is stored as a task of its own beside it;"
                                + " one that only other tasks call is @Benchmark(name = \"helper\","
                                + " storeTask = false)");
    }

    @Test
    void aHelperThatIsNotStoredIsNone() {
        Task<Boolean> helper =
                Task.named("helper")
                        .storeTask(false)
                        .returning(boolean.class)
                        .body((own, _) -> asked(own));
        assertThat(told((own, _) -> helper.run(own).result())).isEmpty();
    }

    @Test
    void anAddressOfAPictureIsNoPicture() {
        assertThat(
                        told(
                                (own, _) -> {
                                    user().send(" https://host.example/cat.PNG?size=2 ");
                                    user().send(Image.fromUrl("https://host.example/dog.jpg"));
                                    user().send("https://host.example/page.html");
                                    user().send("see https://host.example/cat.png");
                                    user().send(Image.fromUrl("gs://bucket/cat.png"));
                                    return asked(own);
                                }))
                .containsExactly(
                        "https://host.example/cat.PNG?size=2 is sent as words, and no model sees"
                                + " the picture: prompt(…, with -> with.image(Image.fromUrl(…)))"
                                + " fetches it and sends it",
                        "https://host.example/dog.jpg is sent as an address, which not every"
                            + " provider fetches: prompt(…, with -> with.image(…)) fetches it and"
                            + " sends it, and so does send(image.download())");
    }
}
