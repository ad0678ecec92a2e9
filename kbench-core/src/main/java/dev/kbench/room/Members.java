package dev.kbench.room;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Who is in a room or a channel, and the channels made there. A channel's members are some of
/// those around it, and leave it with them.
///
/// Thread-safe: all of a room share one lock.
final class Members {
    private final Object lock;
    private final List<Participant> present = new ArrayList<>(4);
    private final Map<String, ChatRoom> channels = new LinkedHashMap<>(2);
    private final Map<String, Integer> namesGiven;
    private final Set<String> channelNames;
    private List<String> ids = List.of();

    Members() {
        lock = new Object();
        namesGiven = new LinkedHashMap<>();
        channelNames = new HashSet<>();
    }

    private Members(Members around, List<Participant> chosen) {
        lock = around.lock;
        namesGiven = around.namesGiven;
        channelNames = around.channelNames;
        present.addAll(chosen);
        changed();
    }

    private void changed() {
        ids = present.stream().map(Participant::id).toList();
    }

    List<Participant> all() {
        synchronized (lock) {
            return List.copyOf(present);
        }
    }

    boolean has(Participant participant) {
        synchronized (lock) {
            return present.contains(participant);
        }
    }

    /// Their ids: one list for all messages between two changes.
    List<String> ids() {
        synchronized (lock) {
            return ids;
        }
    }

    Participant join(ChatRoom room, Voice voice, String name, String avatar, String systemPrompt) {
        synchronized (lock) {
            for (Participant other : present) {
                if (Names.alike(other.name(), name)) {
                    throw new IllegalArgumentException(
                            "the name '%s' is taken in the room '%s'%s; give each participant a name of its own: room.addParticipant(llm, \"…\")"
                                    .formatted(
                                            name,
                                            room.name(),
                                            other.name().equals(name)
                                                    ? ""
                                                    : " by '" + other.name() + "'"));
                }
            }
            if (Names.alike(room.name(), name)) {
                throw new IllegalArgumentException(
                        "'%s' is the name of the room and its narrator; give the participant, or the room, another"
                                .formatted(name));
            }
            if (channelNames.stream().anyMatch(channel -> Names.alike(channel, name))) {
                throw new IllegalArgumentException(
                        "'%s' is the name of a private channel of the room '%s'; give the participant another"
                                .formatted(name, room.name()));
            }
            int times = namesGiven.merge(name, 1, Integer::sum);
            Participant participant =
                    new Participant(
                            room,
                            voice,
                            name,
                            times == 1 ? name : name + "[" + times + "]",
                            avatar,
                            systemPrompt);
            present.add(participant);
            changed();
            return participant;
        }
    }

    boolean leave(Participant participant) {
        synchronized (lock) {
            if (!present.remove(participant)) {
                return false;
            }
            changed();
            channels.values().forEach(channel -> channel.members().leave(participant));
            return true;
        }
    }

    boolean isInAChannel(Participant participant) {
        synchronized (lock) {
            return channels.values().stream()
                    .anyMatch(channel -> channel.members().has(participant));
        }
    }

    /// Refuses a channel that cannot be.
    void requireChannel(ChatRoom around, String name, List<Participant> wanted) {
        synchronized (lock) {
            String strangers =
                    wanted.stream()
                            .filter(one -> !present.contains(one))
                            .map(one -> "'" + one.name() + "'")
                            .collect(Collectors.joining(", "));
            if (!strangers.isEmpty()) {
                throw new IllegalArgumentException(
                        "the private channel '%s' can only have members that are in '%s', got %s"
                                .formatted(name, around.name(), strangers));
            }
            if (new HashSet<>(wanted).size() < wanted.size()) {
                throw new IllegalArgumentException(
                        "the private channel '%s' was given a member twice: %s"
                                .formatted(
                                        name,
                                        wanted.stream()
                                                .map(one -> "'" + one.name() + "'")
                                                .collect(Collectors.joining(", "))));
            }
            if (wanted.size() < 2) {
                throw new IllegalArgumentException(
                        "the private channel '%s' needs two members or more, got %s; to speak with one alone, post with visibleTo(…) and hear the answer by participant.replyPrivately()"
                                .formatted(
                                        name,
                                        wanted.isEmpty()
                                                ? "none"
                                                : "'" + wanted.getFirst().name() + "' alone"));
            }
            requireName(around, name, wanted);
        }
    }

    private void requireName(ChatRoom around, String name, List<Participant> wanted) {
        ChatRoom known = channels.get(name);
        if (known != null) {
            if (!new HashSet<>(known.members().present).equals(new HashSet<>(wanted))) {
                throw new IllegalArgumentException(
                        "there is a private channel '%s' with other members; choose another name"
                                .formatted(name));
            }
            return;
        }
        ChatRoom root = around.root();
        if (Names.alike(root.name(), name)
                || channelNames.stream().anyMatch(channel -> Names.alike(channel, name))
                || namesGiven.keySet().stream().anyMatch(given -> Names.alike(given, name))) {
            throw new IllegalArgumentException(
                    "a private channel cannot be named '%s': the room, a participant or a channel has the name"
                            .formatted(name));
        }
    }

    /// The channel of a name, made where there is none yet.
    ChatRoom channel(String name, List<Participant> wanted, Function<Members, ChatRoom> make) {
        synchronized (lock) {
            return channels.computeIfAbsent(
                    name,
                    _ -> {
                        channelNames.add(name);
                        return make.apply(new Members(this, wanted));
                    });
        }
    }
}
