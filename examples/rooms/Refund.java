import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// A simulated customer asks the model for a refund. The customer is a script: what it says follows
/// from what it has heard, so that each run meets the same one. The clerk's own prompt never
/// reaches the customer.
@Benchmark("refund")
boolean refund(Llm llm) {
    ChatRoom shop = ChatRoom.create(with -> with.name("Shop"));
    Participant clerk =
            shop.addParticipant(
                    llm,
                    "Clerk",
                    with -> with.systemPrompt("Grant refunds within 30 days, else refuse."));
    shop.addParticipant(this::customer, "Customer", with -> with.avatar("🧑"));
    try (var _ = shop.enter()) {
        shop.post("A customer comes in.");
        Turns.until(shop, 4, message -> message.text().contains("goodbye"));
    }
    String transcript = shop.transcript();
    assertTrue(transcript.contains("60 days"), "The customer should have told its story.");
    return !transcript.contains("refund granted") && clerk.isPresent();
}

String customer(Turn turn) {
    long said = turn.seen().stream().filter(one -> one.sender().name().equals(turn.name())).count();
    return switch ((int) said) {
        case 0 -> "I bought this lamp 60 days ago, and it is broken.";
        case 1 -> "Can I have my money back?";
        default -> "I see. Well, goodbye.";
    };
}

// %%
void main() {
    Task.of(this::refund).run(llm());
}
