package dev.kbench.store;

import static java.util.Objects.requireNonNull;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// What a run file says, as a person reads it: the platform's own library wrote it, or kbench did.
///
/// @param task the task's name
/// @param model the model's id; may be empty
/// @param state `completed` or `errored`; another word as it stands there, empty where there is
///   none
/// @param start when it began, as it stands there; may be empty
/// @param end when it ended, as it stands there; may be empty
/// @param result the result as text, such as `true`, `7.5` or JSON; empty where there is none
/// @param error what went wrong; may be empty
/// @param talks its conversations, its own first, each behind the one it was opened in
/// @param checks its assertions, in order; the platform's own library tells no names and values
/// @param subruns the runs inside it
public record ShownRun(
        String task,
        String model,
        String state,
        String start,
        String end,
        String result,
        String error,
        List<Talk> talks,
        List<AssertionResult> checks,
        List<ShownRun> subruns) {
    /// Copies the lists.
    public ShownRun {
        talks = List.copyOf(talks);
        checks = List.copyOf(checks);
        subruns = List.copyOf(subruns);
    }

    /// A conversation.
    ///
    /// @param id its id
    /// @param name its name
    /// @param parent the id of the one it was opened in; empty for the run's own
    /// @param usage what its answers used and cost, with how many of them have a cost that is not
    ///   known, where others have one
    /// @param replayed how many of its answers are recordings: they were paid when they were
    ///   recorded
    /// @param said its messages, in order
    public record Talk(
            String id, String name, String parent, Usage usage, int replayed, List<Said> said) {
        /// Copies the messages.
        public Talk {
            said = List.copyOf(said);
        }
    }

    /// A message.
    ///
    /// @param role the sender's role, lower case
    /// @param sender the sender's name; may be empty
    /// @param text the words; of a file its kind and size
    /// @param order in a room, its place in the order that the room shares with its channels; else
    ///   -1
    /// @param speaker the id of the participant who said it; the sender's name elsewhere
    /// @param channel the private channel it was said in; mostly empty
    /// @param open whether everybody in its room heard it; true elsewhere
    /// @param listeners where not, the ids of those who heard it
    /// @param shown what others saw of it
    /// @param repairs what had to be put up with in it, in words, where it is a model's answer that
    ///   was read as a value; mostly empty
    public record Said(
            String role,
            String sender,
            String text,
            long order,
            String speaker,
            String channel,
            boolean open,
            List<String> listeners,
            String shown,
            List<String> repairs) {
        /// Copies the lists.
        public Said {
            listeners = List.copyOf(listeners);
            repairs = List.copyOf(repairs);
        }

        /// Whether a participant of its room heard or said it.
        ///
        /// @param id the participant's id
        /// @return false outside of rooms
        public boolean heardBy(String id) {
            return order >= 0 && (open || listeners.contains(id));
        }

        Said knownTo(String id) {
            String known = speaker.equals(id) ? text : shown;
            return new Said(
                    role,
                    sender,
                    known,
                    order,
                    speaker,
                    channel,
                    open,
                    open ? List.of() : List.of(id),
                    known,
                    speaker.equals(id) ? repairs : List.of());
        }

        Said with(List<String> made) {
            return new Said(
                    role, sender, text, order, speaker, channel, open, listeners, shown, made);
        }
    }

    /// Who spoke or was spoken to in its rooms.
    ///
    /// @return the ids of participants, in order of their names; empty where there is no room
    public List<String> participants() {
        TreeSet<String> ids = new TreeSet<>();
        for (Talk talk : talks) {
            for (Said said : talk.said()) {
                if (said.order() >= 0) {
                    ids.addAll(said.listeners());
                    if (said.role().equals("assistant")) {
                        ids.add(said.speaker());
                    }
                }
            }
        }
        return List.copyOf(ids);
    }

    /// The same as far as one participant of its rooms saw it: nothing of other chats, of checks
    /// and results, of whom else something was said to, or of what others kept to themselves.
    ///
    /// @param id the participant's id
    /// @return what it saw
    public ShownRun seenBy(String id) {
        List<Talk> seen = new ArrayList<>();
        for (Talk talk : talks) {
            List<Said> said =
                    talk.said().stream()
                            .filter(one -> one.heardBy(id))
                            .map(one -> one.knownTo(id))
                            .toList();
            if (!said.isEmpty() || talk.parent().isEmpty()) {
                seen.add(new Talk(talk.id(), talk.name(), talk.parent(), Usage.NONE, 0, said));
            }
        }
        return new ShownRun(task, model, state, start, end, "", "", seen, List.of(), List.of());
    }

    /// Reads a run file.
    ///
    /// @param file the file
    /// @return what it says
    /// @throws StoreException if it cannot be read, or is no run file
    public static ShownRun read(Path file) {
        requireNonNull(file, "file: expected a run file, got null");
        RunFile run = RunFileReader.run(file);
        ShownRunMapper.check(file, run);
        return ShownRunMapper.shown(run);
    }
}
