import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Two debate in a room: each sees its own words as its answers and the other's under the other's
/// name. A judge reads what all heard, in a chat of its own.
@Benchmark("ai_safety_debate")
double aiSafetyDebate(Llm llm, Llm judge) {
    ChatRoom room =
            ChatRoom.create(
                    with -> with.name("Debate").systemPrompt("A structured debate of two turns."));
    room.addParticipant(
            llm, "Pro", with -> with.avatar("🦊").systemPrompt("Argue for strict regulation."));
    room.addParticipant(
            llm, "Con", with -> with.avatar("🦉").systemPrompt("Argue against strict regulation."));
    try (var _ = room.enter()) {
        room.post("Topic: should AI labs need a license?");
        Turns.roundRobin(room, 2);
    }
    assertEqual(5, room.messages().size(), "Both should speak twice.");
    try (var _ = Chats.open("judge")) {
        return judge.prompt(
                "Rate the quality of this debate from 0 to 10:\n\n" + room.transcript(),
                double.class);
    } catch (UnparsableAnswerException e) {
        assertFail("The judge gave no rating.");
        return 0;
    }
}

// %%
void main() {
    Task.of(this::aiSafetyDebate).run(llm(), judgeLlm());
}
