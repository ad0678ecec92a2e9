package dev.kbench.chat;

import java.util.List;

/// Where a message stands in a room, and who hears it. A room and its private channels share one
/// order; each message has its own place in it, whatever chat holds it.
///
/// @param order the place in the room's order, from 0; -1 before the message has one
/// @param speaker the id of the participant who said it; empty for the narrator's and all else
/// @param channel the name of the private channel it was said in; empty for the room itself
/// @param open whether everybody in the room hears it, those who come later included
/// @param listeners where it is not open, the ids of those who hear it; may be empty
public record Hearing(
        long order, String speaker, String channel, boolean open, List<String> listeners) {
    /// Outside of rooms: whoever is asked in the chat sees it.
    public static final Hearing NONE = new Hearing(-1, "", "", true, List.of());

    /// Copies the listeners.
    public Hearing {
        listeners = List.copyOf(listeners);
        if (open && !listeners.isEmpty()) {
            throw new IllegalArgumentException(
                    "a message that is open has no listeners of its own, got " + listeners);
        }
    }

    /// Something said openly.
    ///
    /// @param speaker the id of the participant who said it; empty for all else
    /// @return a hearing without a place yet
    public static Hearing open(String speaker) {
        return new Hearing(-1, speaker, "", true, List.of());
    }

    /// Something said to some.
    ///
    /// @param speaker the id of the participant who said it; empty for all else
    /// @param channel the private channel it is said in; empty for none
    /// @param listeners the ids of those who hear it
    /// @return a hearing without a place yet
    public static Hearing among(String speaker, String channel, List<String> listeners) {
        return new Hearing(-1, speaker, channel, false, listeners);
    }

    /// Whether somebody hears it.
    ///
    /// @param id a participant's id
    /// @return true if it is open, or said to it
    public boolean heardBy(String id) {
        return open || listeners.contains(id);
    }

    /// The same at a place.
    ///
    /// @param place from 0
    /// @return the hearing
    public Hearing at(long place) {
        return new Hearing(place, speaker, channel, open, listeners);
    }

    /// The same as far as one listener may know it: not who else hears it.
    ///
    /// @param id the listener's id
    /// @return the hearing
    public Hearing knownTo(String id) {
        return open ? this : new Hearing(order, speaker, channel, false, List.of(id));
    }
}
