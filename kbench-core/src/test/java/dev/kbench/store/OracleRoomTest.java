package dev.kbench.store;

import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.chat.Chats;
import dev.kbench.contract.Oracle;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.room.ChatRoom;
import dev.kbench.room.Participant;
import dev.kbench.task.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The original's debate, played here: the file must be like its file, and each participant must
/// have been given what it was given there.
class OracleRoomTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Vote(String name, int secret) {
        @Override
        public String toString() {
            return "votes " + name;
        }
    }

    private final List<List<String>> asked = new ArrayList<>();
    @TempDir Path folder;

    private Llm llm(String id, List<JsonNode> answers) {
        ModelClient client =
                new ModelClient() {
                    @Override
                    public Capabilities capabilities() {
                        return Capabilities.BASIC;
                    }

                    @Override
                    public ModelResponse send(ModelCall call, ChunkSink chunks) {
                        asked.add(
                                call.request().messages().stream()
                                        .map(OracleRoomTest::line)
                                        .toList());
                        String text =
                                answers.get(asked.size() - 1)
                                        .at("/answer/body/choices/0/message/content")
                                        .asString();
                        return ModelResponse.of(text, Usage.ofTokens(10, 1));
                    }

                    @Override
                    public void close() {}
                };
        return new Llm(new Connection(ModelRef.of(id, "mock"), id, client, "scripted"), List.of());
    }

    private static String line(RequestMessage message) {
        return message.role().wireName() + ": " + message.text();
    }

    private static double debate(Llm llm, Llm judge) {
        ChatRoom room =
                ChatRoom.create(
                        with -> with.name("Moderator").systemPrompt("A structured debate."));
        Participant alice =
                room.addParticipant(
                        llm, "Alice", with -> with.systemPrompt("Argue FOR. REPLY:I am for it."));
        Participant bob =
                room.addParticipant(
                        judge,
                        "Bob",
                        with ->
                                with.avatar("🦊")
                                        .systemPrompt("Argue AGAINST. REPLY:I am against it."));
        Participant carol = room.addParticipant(llm, "Carol");
        try (var _ = room.enter()) {
            room.post("Topic: licensing.");
            alice.reply();
            bob.reply();
            carol.reply();
            user().send("A remark from the floor.");
            room.post("Vote! JSON:{\"name\": \"Alice\", \"secret\": 7}");
            Vote vote = alice.reply(Vote.class);
            bob.reply();
            assertEqual("Alice", vote.name(), "Expected: 'Alice', Got: 'Alice'");
            room.removeParticipant(carol);
            assertThatIllegalStateException().isThrownBy(carol::reply);
            room.post("Last words.");
            alice.reply(with -> with.temperature(0.5).seed(3));
            assertThatIllegalStateException().isThrownBy(() -> llm.prompt("inside the room"));
        }
        try (var _ = Chats.open("judge")) {
            return Double.parseDouble(
                    judge.prompt("Rate the debate 0-10.\nJSON:{\"value\": 7.5}")
                            .replaceAll("[^0-9.]", ""));
        }
    }

    @Test
    void fileAndRequestsAreLikeTheOriginals() throws Exception {
        Path room = Oracle.folder().resolve("room");
        List<JsonNode> wire = new ArrayList<>();
        for (String line : Files.readAllLines(room.resolve("wire.jsonl"))) {
            wire.add(JSON.readTree(line));
        }
        Llm judge = llm("mock/judge", wire);
        Llm model = llm("mock/model", wire);
        Stage stage = new Stage(folder);
        Task<Double> task =
                Task.named("Debate").returning(double.class).body((llm, _) -> debate(llm, judge));

        assertThat(stage.play(() -> task.run(model)).result()).isEqualTo(7.5);

        Map<String, Path> theirs = Stage.files(room);
        theirs.remove("summary.json");
        Map<String, Path> ours = stage.files();
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        for (Map.Entry<String, Path> file : theirs.entrySet()) {
            assertThat(Likeness.of(ours.get(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(Likeness.of(file.getValue()));
        }
        for (int i = 0; i < asked.size(); i++) {
            assertThat(withoutInstructions(asked.get(i), i))
                    .as("request %d", i + 1)
                    .isEqualTo(theirs(wire.get(i)));
        }
    }

    /// The system prompts say the same in other words; how to answer with a vote is said in words
    /// here and by the request's form there.
    private static List<String> withoutInstructions(List<String> request, int i) {
        List<String> lines = new ArrayList<>(request);
        if (i < 6) {
            assertThat(lines.removeFirst()).startsWith("system: You are ");
        }
        lines.removeIf(
                line ->
                        i == 3 && line.startsWith("system: ")
                                || i == 6 && line.startsWith("system: "));
        return lines;
    }

    private static List<String> theirs(JsonNode request) throws IOException {
        List<String> lines = new ArrayList<>();
        for (JsonNode message : request.at("/body/messages")) {
            if (!message.path("role").asString().equals("system")) {
                lines.add(
                        message.path("role").asString()
                                + ": "
                                + message.path("content").asString());
            }
        }
        return lines;
    }
}
