package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Message;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Who speaks when. Each helper enters nothing: it is called inside the room or channel whose turns
/// it gives, `try (var _ = room.enter()) { Turns.roundRobin(room, 2); }`.
public final class Turns {
    private Turns() {}

    /// Has all who are there speak in the order in which they came, several times. Who leaves
    /// meanwhile is passed over; who comes speaks from the next round on.
    ///
    /// @param room the room or channel that is the current chat
    /// @param rounds how often, 1 or more
    public static void roundRobin(ChatRoom room, int rounds) {
        int _ = until(room, rounds, _ -> false);
    }

    /// Has all who are there speak in the order in which they came, until something was said.
    ///
    /// @param room the room or channel that is the current chat
    /// @param rounds the most rounds, 1 or more
    /// @param ends whether what was just said ends it
    /// @return how many spoke
    public static int until(ChatRoom room, int rounds, Predicate<Message> ends) {
        requireNonNull(room, "room: expected the room, got null");
        requireNonNull(ends, "ends: expected what tells the last message, got null");
        requirePositive("rounds", rounds);
        int spoke = 0;
        for (int round = 0; round < rounds; round++) {
            for (Participant participant : room.participants()) {
                if (!room.participants().contains(participant)) {
                    continue;
                }
                String _ = participant.reply();
                spoke++;
                if (ends.test(room.messages().getLast())) {
                    return spoke;
                }
            }
        }
        return spoke;
    }

    /// Has a moderator say who speaks next, until it names nobody. Its choices are heard by nobody
    /// else. An answer that names nobody or several of those who are there ends it.
    ///
    /// @param room the room or channel that is the current chat
    /// @param moderator who chooses; one of those who are there
    /// @param turns the most turns, 1 or more
    /// @return how many spoke
    public static int moderated(ChatRoom room, Participant moderator, int turns) {
        requireNonNull(room, "room: expected the room, got null");
        requireNonNull(moderator, "moderator: expected who chooses, got null");
        requirePositive("turns", turns);
        for (int turn = 0; turn < turns; turn++) {
            List<Participant> others =
                    room.participants().stream().filter(one -> one != moderator).toList();
            Message _ =
                    room.post(
                            "Who speaks next? Answer with one name of: "
                                    + String.join(
                                            ", ", others.stream().map(Participant::name).toList())
                                    + "; or with: nobody.",
                            with -> with.visibleTo(moderator));
            Optional<Participant> next = named(moderator.replyPrivately(), others);
            if (next.isEmpty()) {
                return turn;
            }
            String _ = next.get().reply();
        }
        return turns;
    }

    /// The one who is named. A name counts where it stands by itself, so that `Ann` is not in
    /// `Annette`.
    private static Optional<Participant> named(String answer, List<Participant> others) {
        List<Participant> named =
                others.stream().filter(one -> stands(one.name(), answer)).toList();
        return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
    }

    private static boolean stands(String name, String answer) {
        for (int at = answer.indexOf(name); at >= 0; at = answer.indexOf(name, at + 1)) {
            int end = at + name.length();
            if ((at == 0 || !Character.isLetterOrDigit(answer.codePointBefore(at)))
                    && (end == answer.length()
                            || !Character.isLetterOrDigit(answer.codePointAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static void requirePositive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s must be 1 or more, got %d".formatted(what, value));
        }
    }
}
