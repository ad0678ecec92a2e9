package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Options of what the narrator says: `room.post("You are a werewolf.", with ->
/// with.visibleTo(alice))`. Each is set at most once.
///
/// One thread.
public final class PostOptions {
    private Optional<List<Participant>> visibleTo = Optional.empty();

    PostOptions() {}

    /// Who alone sees it; all in the room or channel by default. Nobody is told who else sees it.
    ///
    /// @param participants those who see it, of this room or channel; nobody sees it where there
    ///   are none
    /// @return this
    public PostOptions visibleTo(Participant... participants) {
        return visibleTo(
                List.of(
                        requireNonNull(
                                participants, "participants: expected who sees it, got null")));
    }

    /// Who alone sees it; all in the room or channel by default. Nobody is told who else sees it.
    ///
    /// @param participants those who see it, of this room or channel; nobody sees it where there
    ///   are none
    /// @return this
    public PostOptions visibleTo(Collection<Participant> participants) {
        requireNonNull(participants, "participants: expected who sees it, got null");
        if (visibleTo.isPresent()) {
            throw new IllegalArgumentException("visibleTo was already set");
        }
        visibleTo = Optional.of(List.copyOf(new LinkedHashSet<>(participants)));
        return this;
    }

    Optional<List<Participant>> visibleTo() {
        return visibleTo;
    }
}
