package dev.kbench.it.guide;

import static dev.kbench.Kbench.assertContainsRegex;
import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.judgeLlm;
import static dev.kbench.Kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.room.ChatRoom;
import dev.kbench.room.Participant;
import dev.kbench.run.Run;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/// What the guide says of conversations (section 6 of the quick reference). Each test looks at what
/// a model was given.
class ConversationsGuideTest {
    @TempDir Path folder;

    private static List<String> texts(ModelRequest request) {
        return request.messages().stream().map(RequestMessage::text).toList();
    }

    @Benchmark
    void multiTurn(Llm llm) {
        llm.prompt("My favorite color is blue.");
        String response = llm.prompt("What's my favorite color?");
        assertContainsRegex("(?i)blue", response);
    }

    @Test
    void historyIsKept() throws Exception {
        ScriptedModels models = ScriptedModels.saying("Blue.");
        Run<Void> run = models.in(folder, () -> Task.of(this::multiTurn).run(llm()));

        assertThat(run.passed()).isTrue();
        assertThat(texts(models.asked().getLast()))
                .containsExactly(
                        "My favorite color is blue.", "Blue.", "What's my favorite color?");
    }

    @Test
    void aConversationOfItsOwn() throws Exception {
        ScriptedModels models = ScriptedModels.saying("7");
        models.inTask(
                folder,
                llm -> {
                    llm.prompt("Write a poem.");

                    try (var _ = Chats.open("evaluation")) {
                        judgeLlm().prompt("Rate this response: …"); // a clean slate
                    }

                    try (var _ =
                            Chats.open(
                                    "aside",
                                    with -> with.systemInstructions("You are …").orphan(true))) {
                        llm.prompt("Nothing of this is listed in the run's transcript.");
                    }
                });
        assertThat(texts(models.asked().get(1))).containsExactly("Rate this response: …");
        assertThat(texts(models.asked().get(2)))
                .containsExactly("You are …", "Nothing of this is listed in the run's transcript.");
    }

    @Test
    void aBranch() throws Exception {
        ScriptedModels models = ScriptedModels.saying("I see.");
        models.inTask(
                folder,
                llm -> {
                    llm.prompt("My name is Alice and I'm a data scientist.");
                    llm.prompt("I work on NLP projects.");

                    try (var _ = Chats.fork("hypothesis")) {
                        // knows all of the above; nothing said here is known outside
                        llm.prompt("Given my background, suggest a research topic.");
                    }

                    llm.prompt("What's my name?");
                });
        assertThat(texts(models.asked().get(2)))
                .hasSize(5)
                .contains("My name is Alice and I'm a data scientist.");
        assertThat(texts(models.asked().get(3)))
                .hasSize(5)
                .doesNotContain("Given my background, suggest a research topic.");
    }

    @Test
    void aRoom() throws Exception {
        ScriptedModels models = ScriptedModels.answering(asked -> "I, " + asked.model());
        StringJoiner out = new StringJoiner("\n");
        models.inTask(
                folder,
                _ -> {
                    ChatRoom room =
                            ChatRoom.create(
                                    with -> with.systemPrompt("A friendly debate on energy."));
                    Participant alice =
                            room.addParticipant(
                                    llm(), "Alice", with -> with.systemPrompt("Argue FOR."));
                    Participant bob =
                            room.addParticipant(
                                    judgeLlm(), "Bob", with -> with.systemPrompt("Argue AGAINST."));

                    try (var _ = room.enter()) {
                        room.post("Topic: Should we phase out fossil fuels by 2035?");
                        alice.reply(); // sees what Alice may see
                        bob.reply(); // sees Alice's words under her name
                    }

                    for (Message message : room.messages()) {
                        out.add(message.sender().name() + ": " + message.text());
                    }
                });
        ModelRequest bobs = models.asked().getLast();
        assertThat(bobs.messages().getFirst().text())
                .contains("Argue AGAINST.")
                .doesNotContain("Argue FOR.");
        assertThat(ScriptedModels.last(bobs)).isEqualTo("[Alice]: I, " + ScriptedModels.SUBJECT);
        assertThat(out.toString().lines().skip(1))
                .containsExactly(
                        "Alice: I, " + ScriptedModels.SUBJECT, "Bob: I, " + ScriptedModels.JUDGE);
    }

    record Vote(String name) {}

    @Test
    void whatIsKeptInARoom() throws Exception {
        ScriptedModels models =
                ScriptedModels.answering(
                        asked ->
                                asked.answerSchema().isPresent()
                                        ? "{\"name\": \"Eve\"}"
                                        : "Let us take Eve.");
        Run<Boolean> run =
                models.inTask(
                        folder,
                        llm -> {
                            ChatRoom room = ChatRoom.create(with -> with.name("Game"));
                            Participant alice = room.addParticipant(llm, "Alice");
                            Participant bob = room.addParticipant(llm, "Bob");
                            Participant eve = room.addParticipant(llm, "Eve");

                            assertThatIllegalStateException().isThrownBy(alice::reply);

                            try (var _ = room.enter()) {
                                room.post("You are a wolf.", with -> with.visibleTo(alice, bob));
                                ChatRoom night = room.privateChannel("Wolf Night", alice, bob);
                                try (var _ = night.enter()) {
                                    night.post("Whom do you take?");
                                    alice.reply();
                                    Vote vote = bob.reply(Vote.class);
                                    assertEqual("Eve", vote.name(), "Both should agree.");
                                }
                                room.post("It is day.");
                                eve.reply();
                                room.removeParticipant(eve); // what she said stays
                                assertThatIllegalStateException().isThrownBy(eve::reply);
                            }
                        });
        assertThat(run.passed()).isTrue();
        assertThat(run.assertionResults()).hasSize(1);
        List<String> eves = texts(models.asked().getLast());
        assertThat(eves.toString())
                .contains("It is day.")
                .doesNotContain("wolf", "Whom do you take?");
        assertThat(texts(models.asked().get(1)).toString()).contains("You are a wolf.");
    }

    @Test
    void chatsByHand() throws Exception {
        ScriptedModels models = ScriptedModels.saying("Yes.");
        models.inTask(
                folder,
                llmA -> {
                    Llm llmB = judgeLlm();
                    Chat agentA = Chat.named("Agent A");
                    Chat agentB = Chat.named("Agent B");

                    try (var _ = Contexts.enter(agentA)) {
                        llmA.prompt("Agent A's prompt");
                    }
                    try (var _ = Contexts.enter(agentB)) {
                        llmB.prompt("Agent B's prompt");
                    }
                    assertThat(agentA.messages()).hasSize(2);
                });
        assertThat(models.asked())
                .extracting(ConversationsGuideTest::texts)
                .containsExactly(List.of("Agent A's prompt"), List.of("Agent B's prompt"));
    }
}
