package dev.kbench.room;

import static dev.kbench.room.Players.inARun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.kbench.chat.Message;
import dev.kbench.config.Settings;
import dev.kbench.event.RunEvent;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.schema.UnparsableAnswerException;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.EOFException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

class ScriptsAndTurnsTest {
    private final MockLlm llm = MockLlm.cycling("one", "two", "three", "four");
    private final ChatRoom room = ChatRoom.create(with -> with.name("Shop"));

    @Nested
    class Scripted {
        @Test
        void aScriptKnowsWhatAModelInItsPlaceWould() throws Exception {
            List<Turn> turns = new ArrayList<>();
            Participant customer =
                    room.addParticipant(
                            turn -> {
                                turns.add(turn);
                                return "Why " + turn.last().text() + "?";
                            },
                            "Customer",
                            with -> with.systemPrompt("You want a refund."));
            Participant clerk = room.addParticipant(llm, "Clerk");
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("secret", with -> with.visibleTo(clerk));
                            room.post("The shop opens.");
                            clerk.reply();
                            assertThat(customer.reply()).isEqualTo("Why one?");
                            clerk.reply();
                        }
                    });
            Turn turn = turns.getFirst();
            assertThat(turn.name()).isEqualTo("Customer");
            assertThat(turn.expected()).isEqualTo("text");
            assertThat(turn.instructions())
                    .startsWith("You are Customer.\n")
                    .endsWith("---\nYou want a refund.");
            assertThat(turn.seen())
                    .extracting(Message::text)
                    .containsExactly("The shop opens.", "one");
            assertThat(Players.lastAsked(llm).getLast()).isEqualTo("user: [Customer]: Why one?");
            assertThat(customer).hasToString("🎭 Customer");
        }

        @Test
        void itsWordsAreReadAsAModelsAre() throws Exception {
            Participant judge = room.addParticipant(_ -> "perhaps", "Judge");
            Participant counter = room.addParticipant(_ -> "3", "Counter");
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("How many?");
                            assertThat(counter.reply(int.class)).isEqualTo(3);
                            assertThatExceptionOfType(UnparsableAnswerException.class)
                                    .isThrownBy(() -> judge.reply(Players.VOTE))
                                    .withMessage(
                                            "Judge: expected an object with name, secret, but there"
                                                + " is no such JSON in the answer: \"perhaps\"");
                        }
                        assertThat(room.messages(counter))
                                .extracting(Message::text)
                                .containsExactly("How many?", "3");
                    });
        }

        /// As of a model: in its message, in the run's file, and to those who listen.
        @Test
        void whatWasRepairedInItsWordsIsOnTheRecord(@TempDir Path folder) throws Exception {
            Participant counter = room.addParticipant(_ -> "{\"value\": 3,}", "Counter");
            Participant exact = room.addParticipant(_ -> "{\"value\": 4}", "Exact");
            List<RunEvent> events = new ArrayList<>();
            Settings settings = Settings.of(Map.of());
            Workspace workspace =
                    new Workspace(
                            settings,
                            new Models(settings, List.of(), List.of(), Progress.NONE),
                            new KaggleRunStore(folder),
                            Overrides.NONE,
                            Optional.empty());
            workspace.listeners().add(events::add);
            Task<Integer> count =
                    Task.named("count")
                            .returning(int.class)
                            .body(
                                    (_, _) -> {
                                        try (var _ = room.enter()) {
                                            room.post("How many?");
                                            return counter.reply(int.class)
                                                    + exact.reply(int.class);
                                        }
                                    });
            assertThat(workspace.call(() -> count.run(llm)).result()).isEqualTo(7);

            assertThat(room.messages())
                    .extracting(message -> message.details().repairs())
                    .containsExactly(
                            List.of(), List.of("left out a comma behind the last item"), List.of());
            List<RunEvent> repaired =
                    events.stream().filter(RunEvent.AnswerRepaired.class::isInstance).toList();
            assertThat(repaired).hasSize(1);
            RunEvent.AnswerRepaired one = (RunEvent.AnswerRepaired) repaired.getFirst();
            assertThat(one.model()).isEqualTo("Counter");
            assertThat(one.repairs()).containsExactly("left out a comma behind the last item");
            assertThat(one.listeners()).containsExactly("Counter");
            try (Stream<Path> files = Files.list(folder)) {
                Path file =
                        files.filter(each -> each.toString().endsWith(".run.json"))
                                .findFirst()
                                .orElseThrow();
                assertThat(Files.readString(file))
                        .containsOnlyOnce("left out a comma behind the last item");
            }
        }

        @Test
        void oneThatSaysNothingIsNamed() throws Exception {
            Participant mute = room.addParticipant(_ -> null, "Mute");
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Well?");
                            assertThatNullPointerException()
                                    .isThrownBy(mute::reply)
                                    .withMessage(
                                            "the script of 'Mute': expected its words, got null");
                        }
                    });
        }
    }

    @Nested
    class People {
        private final Deque<String> typed = new ArrayDeque<>();
        private final List<String> complaints = new ArrayList<>();

        private Participant person() {
            return room.addParticipant(
                    Participant.human(
                            (_, complaint) -> {
                                complaints.add(complaint);
                                if (typed.isEmpty()) {
                                    throw new EOFException("standard input has ended");
                                }
                                return typed.poll();
                            }),
                    "Ada");
        }

        @Test
        void isAskedAgainUntilTheAnswerCanBeRead() throws Exception {
            Participant ada = person();
            typed.addAll(List.of("me", Players.vote("Bob", "he is loud")));
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Vote.");
                            assertThat(ada.reply(Players.VOTE).name()).isEqualTo("Bob");
                        }
                    });
            assertThat(complaints)
                    .containsExactly(
                            "",
                            "expected an object with name, secret, but there is no such JSON in the"
                                    + " answer: \"me\"");
            assertThat(room.transcript()).isEqualTo("Shop: Vote.\nAda: votes Bob");
        }

        @Test
        void whoIsGoneIsNamed() throws Exception {
            Participant ada = person();
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Vote.");
                            assertThatIllegalStateException()
                                    .isThrownBy(ada::reply)
                                    .withMessage("'Ada' gave no answer: standard input has ended");
                        }
                    });
        }

        @Test
        void withoutATerminalNobodyIsAsked() throws Exception {
            Participant ada = room.addParticipant(Participant.human(), "Ada");
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Vote.");
                            assertThatIllegalStateException()
                                    .isThrownBy(ada::reply)
                                    .withMessage(
                                            "'Ada' is a person, and there is no terminal to ask"
                                                    + " at: run the file by kbench run, or let a"
                                                    + " script speak in the person's place");
                            try (var _ = HumanTerminal.attach((_, _) -> "Here.")) {
                                assertThat(ada.reply()).isEqualTo("Here.");
                                assertThatIllegalStateException()
                                        .isThrownBy(() -> HumanTerminal.attach((_, _) -> ""))
                                        .withMessage(
                                                "persons are asked at another terminal already");
                            }
                            assertThatIllegalStateException().isThrownBy(ada::reply);
                        }
                    });
        }
    }

    @Nested
    class Orders {
        private final List<String> spoke = new ArrayList<>();

        private Participant speaker(String name) {
            return room.addParticipant(
                    _ -> {
                        spoke.add(name);
                        return name + " " + spoke.size();
                    },
                    name);
        }

        @Test
        void roundRobinGoesRoundInOrder() throws Exception {
            speaker("A");
            Participant b = speaker("B");
            room.addParticipant(
                    _ -> {
                        if (room.participants().contains(b)) {
                            room.removeParticipant(b);
                        }
                        return "out";
                    },
                    "C");
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Go.");
                            Turns.roundRobin(room, 2);
                        }
                    });
            assertThat(spoke).containsExactly("A", "B", "A");
        }

        @Test
        void untilSomethingIsSaid() throws Exception {
            speaker("A");
            speaker("B");
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Go.");
                            int turns =
                                    Turns.until(room, 10, message -> message.text().endsWith("3"));
                            assertThat(turns).isEqualTo(3);
                            assertThat(Turns.until(room, 1, _ -> false)).isEqualTo(2);
                        }
                    });
            assertThat(spoke).containsExactly("A", "B", "A", "A", "B");
        }

        @Test
        void aModeratorPicksAndNobodyElseHearsIt() throws Exception {
            Deque<String> picks = new ArrayDeque<>(List.of("Annette, please.", "Ann!", "nobody"));
            Participant moderator = room.addParticipant(_ -> picks.remove(), "Host");
            speaker("Ann");
            speaker("Annette");
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Go.");
                            assertThat(Turns.moderated(room, moderator, 10)).isEqualTo(2);
                        }
                    });
            assertThat(spoke).containsExactly("Annette", "Ann");
            assertThat(room.transcript()).isEqualTo("Shop: Go.\nAnnette: Annette 1\nAnn: Ann 2");
            assertThat(room.transcript(moderator))
                    .contains(
                            "Who speaks next? Answer with one name of: Ann, Annette; or with:"
                                    + " nobody.");
        }

        @Test
        void countsBelowOneAreRefused() {
            Participant host = speaker("Host");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Turns.roundRobin(room, 0))
                    .withMessage("rounds must be 1 or more, got 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Turns.moderated(room, host, -1))
                    .withMessage("turns must be 1 or more, got -1");
        }
    }
}
