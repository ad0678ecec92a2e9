package dev.kbench.room;

import java.util.List;
import java.util.stream.Collectors;

/// What a participant is told before all else, made anew for each of its turns: who it is, who is
/// there, how words are marked; then the room's prompt, then its own. Nobody's prompt but its own
/// is in it.
final class Briefing {
    private static final String RULE = "\n---\n";

    private Briefing() {}

    static String of(Participant participant, ChatRoom here) {
        StringBuilder out = new StringBuilder();
        ChatRoom room = here.root();
        out.append("You are ").append(participant.name()).append(".\n");
        out.append("Messages from \"")
                .append(room.name())
                .append("\" are the narrator's: they lead through the conversation and come from")
                .append(" none of those who take part in it.\n");
        List<Participant> others =
                room.participants().stream().filter(other -> other != participant).toList();
        if (!others.isEmpty()) {
            out.append("\nThe others in this conversation:\n");
            others.forEach(other -> out.append("- ").append(other.name()).append('\n'));
        }
        out.append("\nWhat others say begins with their name in brackets, as in [Name]: ...;")
                .append(" what you said stands there without a name.\n")
                .append("Answer with the words of your message alone, without your name, brackets")
                .append(" or any other label in front of them: it is put there for you.");
        if (room.isInAChannel(participant)) {
            out.append("\n\nWhat begins with [private: Channel], or has (private: Channel) behind")
                    .append(" a name, was said in a private channel: only its members know of it.")
                    .append(" Where the latest message is such a one, answer to that alone, and")
                    .append(" leave out what is talked about in the open.");
        }
        if (here.isPrivate()) {
            String members =
                    here.participants().stream()
                            .filter(other -> other != participant)
                            .map(Participant::name)
                            .collect(Collectors.joining(", "));
            out.append("\nYou are now in the private channel \"")
                    .append(here.name())
                    .append(members.isEmpty() ? "\", alone." : "\", with " + members + ".");
        }
        append(out, room.systemPrompt());
        append(out, participant.systemPrompt());
        return out.toString();
    }

    private static void append(StringBuilder out, String prompt) {
        if (!prompt.isEmpty()) {
            out.append(RULE).append(prompt);
        }
    }
}
