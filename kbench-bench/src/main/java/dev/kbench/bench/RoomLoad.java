package dev.kbench.bench;

import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.room.ChatRoom;
import dev.kbench.room.Participant;
import dev.kbench.room.Turns;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.ObjectName;

/// Rooms with a model that answers at once and remembers nothing.
final class RoomLoad {
    private static final int PARTICIPANTS = 6;
    private static final int ROUNDS = 20;
    private static final int MESSAGES = 1 + PARTICIPANTS * ROUNDS;
    private static final int LONG = 1_000;
    private static final double SECOND_HALF = 1.5;

    /// Rooms from which on times and histograms mean something.
    private static final int JUDGED = 1_000;

    private RoomLoad() {}

    /// Plays rooms, one after another, and keeps them all. Gives how many are whole; none where the
    /// second half took too long for linear time, or a text is held more than once.
    static long live(int rooms) {
        Llm llm = llm();
        List<ChatRoom> all = new ArrayList<>();
        long start = System.nanoTime();
        long half = start;
        for (int i = 0; i < rooms; i++) {
            if (i == rooms / 2) {
                half = System.nanoTime();
            }
            ChatRoom room = room(llm, "Room " + i);
            try (var _ = room.enter()) {
                room.post("The topic of the room of number " + i);
                Turns.roundRobin(room, ROUNDS);
            }
            all.add(room);
        }
        double ratio = (System.nanoTime() - half) / (double) (half - start);
        long whole = all.stream().filter(room -> room.messages().size() == MESSAGES).count();
        if (rooms < JUDGED) {
            return whole;
        }
        long texts = instances("dev.kbench.content.Text");
        System.err.printf(
                "second half %.2f times the first; %d texts for %d messages%n",
                ratio, texts, (long) rooms * MESSAGES);
        boolean once = texts <= (long) rooms * MESSAGES * 101 / 100;
        return ratio <= SECOND_HALF && once ? whole : 0;
    }

    /// Has turns taken in a room that holds much already. Gives how many there were.
    static long turns(int turns) {
        ChatRoom room = room(llm(), "Long");
        List<Participant> participants = room.participants();
        try (var _ = room.enter()) {
            for (int i = 0; i < LONG; i++) {
                room.post("A message of the usual length, of which there are many here: " + i);
            }
            for (int i = 0; i < turns; i++) {
                String _ = participants.get(i % PARTICIPANTS).reply();
            }
        }
        return (long) room.messages().size() - LONG;
    }

    private static ChatRoom room(Llm llm, String name) {
        ChatRoom room = ChatRoom.create(with -> with.name(name).systemPrompt("Be brief."));
        for (int i = 0; i < PARTICIPANTS; i++) {
            room.addParticipant(llm, "Participant " + i);
        }
        return room;
    }

    private static Llm llm() {
        return new Llm(
                new Connection(ModelRef.of("talker", "bench"), "talker", new Talker(), ""),
                List.of());
    }

    /// How many objects of a class are held, as the heap's histogram says.
    private static long instances(String type) {
        try {
            Object histogram =
                    ManagementFactory.getPlatformMBeanServer()
                            .invoke(
                                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                    "gcClassHistogram",
                                    new Object[] {new String[0]},
                                    new String[] {String[].class.getName()});
            Matcher line =
                    Pattern.compile(
                                    "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+"
                                            + Pattern.quote(type)
                                            + "\\s")
                            .matcher(String.valueOf(histogram));
            return line.find() ? Long.parseLong(line.group(1)) : 0;
        } catch (JMException e) {
            throw new IllegalStateException("the heap's histogram cannot be had", e);
        }
    }

    private static final class Talker implements ModelClient {
        private long said;

        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            return ModelResponse.of(
                    "An answer of some length that nobody gave before, by its number " + said++,
                    Usage.NONE);
        }

        @Override
        public void close() {}
    }
}
