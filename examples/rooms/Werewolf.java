import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// A short game of Werewolf. Roles are dealt in secret, the wolves agree at night in a private
/// channel, the seer is told alone whom it looked at. The task passes if the village votes a wolf
/// out. Who plays is the model under test; where a vote names nobody, it is lost.
@Benchmark("werewolf")
boolean werewolf(Llm llm) {
    ChatRoom room =
            ChatRoom.create(
                    with ->
                            with.name("Moderator")
                                    .systemPrompt(
                                            """
                                            A game of Werewolf. Two of the players are wolves, one
                                            is the seer. By day all talk and vote one player out.
                                            Speak in one or two sentences.\
                                            """));
    List<Participant> players =
            Stream.of("Ada", "Ben", "Cleo", "Dov", "Eve")
                    .map(name -> room.addParticipant(llm, name))
                    .toList();
    List<Participant> wolves = players.subList(0, 2);
    Participant seer = players.get(2);
    String victim;

    try (var _ = room.enter()) {
        room.post("You are a wolf.", with -> with.visibleTo(wolves));
        room.post("You are the seer.", with -> with.visibleTo(seer));
        room.post("You are a villager.", with -> with.visibleTo(players.subList(3, 5)));

        ChatRoom night = room.privateChannel("Wolf Night", wolves);
        try (var _ = night.enter()) {
            night.post("Whom do you take? Agree on one name.");
            wolves.getFirst().reply();
            victim = named(wolves.getLast().reply(), players.subList(2, 5)).orElse("Eve");
        }

        room.post("Seer, whom do you look at? Answer with one name.", with -> with.visibleTo(seer));
        String seen = named(seer.replyPrivately(), players).orElse("Ada");
        boolean wolf = wolves.stream().anyMatch(one -> one.name().equals(seen));
        room.post(seen + (wolf ? " is a wolf." : " is no wolf."), with -> with.visibleTo(seer));

        room.post("It is day. " + victim + " was taken at night.");
        players.stream()
                .filter(player -> player.name().equals(victim))
                .forEach(room::removeParticipant);
        Turns.roundRobin(room, 1);

        room.post("Vote: answer with the name of the one who leaves, and nothing else.");
        Map<String, Integer> votes = new TreeMap<>();
        for (Participant voter : room.participants()) {
            named(voter.replyPrivately(), room.participants())
                    .ifPresent(name -> votes.merge(name, 1, Integer::sum));
        }
        String out =
                votes.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .orElse("nobody");
        room.post(out + " was voted out.");
        assertFalse(
                room.transcript().contains("You are a wolf."), "What is secret should stay so.");
        return wolves.stream().anyMatch(one -> one.name().equals(out));
    }
}

/// The player whom an answer names first.
Optional<String> named(String answer, List<Participant> players) {
    return players.stream()
            .map(Participant::name)
            .filter(answer::contains)
            .min(Comparator.comparingInt(answer::indexOf));
}

// %%
void main() {
    Task.of(this::werewolf).run(llm());
}
