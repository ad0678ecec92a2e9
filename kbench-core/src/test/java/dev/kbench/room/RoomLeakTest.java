package dev.kbench.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.Kbench;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Message;
import dev.kbench.config.Settings;
import dev.kbench.event.RunEvent;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.document.MediaPlaces;
import dev.kbench.store.document.Transcript;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// Plays games of which nothing is fixed, and looks for what somebody may not know wherever it
/// could reach somebody: in requests, turns of scripts, views, what is told of messages, errors,
/// logs, and in what journals and run files hold for one participant.
class RoomLeakTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Of so many games one is looked for in what is kept of it; of each in the tiers that have
    /// time.
    private static final int KEPT = System.getProperty("kbench.tier", "").equals("verify") ? 5 : 1;

    private final MockLlm subject = MockLlm.cycling("unused");
    private final List<RunEvent> events = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    @TempDir Path folder;

    private Workspace workspace(Optional<JournalFolder> journals) {
        Settings settings = Settings.of(Map.of());
        Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(folder),
                        Overrides.NONE,
                        journals);
        workspace.listeners().add(events::add);
        return workspace;
    }

    private static Task<Double> task(Game game) {
        return Task.named("game")
                .returning(double.class)
                .body(
                        (_, _) -> {
                            game.play();
                            return 1.0;
                        });
    }

    @Test
    void tenThousandGamesLeakNothing() throws Exception {
        Handler log = listening();
        Logger.getLogger("dev.kbench").addHandler(log);
        Set<String> deeds = new TreeSet<>();
        long requests = 0;
        long marks = 0;
        try {
            Workspace workspace = workspace(Optional.empty());
            for (int seed = 0; seed < 10_000; seed++) {
                Game game = new Game(seed);
                events.clear();
                Run<Double> run = workspace.call(() -> task(game).attempt(subject));
                assertThat(run.errorMessage()).as("game %d", seed).isEmpty();
                look(game);
                if (seed % KEPT == 0) {
                    stored(game, run);
                    file(game);
                }
                Files.delete(fileOf());
                assertThat(game.secrets.leaks()).as("game %d", seed).isEmpty();
                deeds.addAll(game.deeds);
                requests += game.requests;
                marks += game.secrets.marks();
            }
        } finally {
            Logger.getLogger("dev.kbench").removeHandler(log);
        }
        assertThat(logged).noneMatch(line -> line.contains("§"));
        assertThat(requests).isGreaterThan(100_000);
        assertThat(marks).isGreaterThan(300_000);
        assertThat(deeds)
                .containsExactly(
                        "assessment",
                        "channel",
                        "chat beside",
                        "coming",
                        "entered again",
                        "failed reply",
                        "fork",
                        "hidden picture",
                        "hidden post",
                        "judge",
                        "misuse",
                        "model in a tool",
                        "own fork",
                        "picture",
                        "post",
                        "private reply",
                        "refused file",
                        "removal",
                        "repaired reply",
                        "reply",
                        "retry",
                        "room in a room",
                        "tool",
                        "tools for ever",
                        "typed reply");
    }

    /// Views of the rooms themselves, and what was told of them.
    private void look(Game game) {
        for (ChatRoom room : game.rooms) {
            game.secrets.look("", "transcript for all", room.transcript());
            for (Message message : room.openMessages()) {
                game.secrets.look("", "open message", Views.all(message));
            }
        }
        for (Participant viewer : game.everybody) {
            String key = Game.key(viewer);
            game.secrets.look(key, "transcript", viewer.room().transcript(viewer));
            for (Message message : viewer.room().messages(viewer)) {
                game.secrets.look(key, "view", Views.all(message));
                if (!message.hearing().speaker().equals(viewer.id())) {
                    assertThat(Set.of(viewer.id())).containsAll(message.hearing().listeners());
                }
            }
        }
        Set<String> chats = new TreeSet<>();
        game.rooms.forEach(room -> chats.add(room.chat().id()));
        for (RunEvent event : events) {
            told(game, event, chats);
        }
    }

    /// An event of a room says who hears its message; none but those of messages holds any of it.
    private static void told(Game game, RunEvent event, Set<String> rooms) {
        if (event instanceof RunEvent.AnswerRepaired(_, _, var repairs, var listeners)) {
            String whom = listeners.isEmpty() ? "" : listeners.getFirst();
            game.secrets.look(whom, "repairs", String.join("; ", repairs));
        } else if (!(event instanceof RunEvent.MessageAdded added)) {
            game.secrets.look("", "event", event.toString());
        } else if (!added.open()) {
            for (String id : added.listeners()) {
                game.secrets.look(id, "event", added.text());
            }
        } else if (rooms.contains(added.chat())) {
            game.secrets.look("", "open event", added.text());
        }
    }

    /// Read back, the messages stand in the same order before each participant.
    private static void stored(Game game, Run<?> run) {
        Chat chat =
                Transcript.read(Transcript.of(run, MediaPlaces.NONE), MediaPlaces.NONE).getFirst();
        for (Participant viewer : game.everybody) {
            List<String> lines = Views.stored(chat, viewer.room().name(), viewer.id());
            assertThat(lines).isEqualTo(Views.live(viewer.room(), viewer));
            lines.forEach(line -> game.secrets.look(Game.key(viewer), "journal", line));
        }
    }

    private void file(Game game) throws IOException {
        JsonNode run = JSON.readTree(Files.readAllBytes(fileOf()));
        for (Participant viewer : game.everybody) {
            List<String> lines = Views.file(run, viewer.room().name(), viewer.id());
            if (!lines.isEmpty()) {
                assertThat(Views.live(viewer.room(), viewer)).containsSubsequence(lines);
            }
            lines.forEach(line -> game.secrets.look(Game.key(viewer), "run file", line));
        }
    }

    private Path fileOf() {
        return events.stream()
                .filter(RunEvent.RunFinished.class::isInstance)
                .map(event -> folder.resolve(((RunEvent.RunFinished) event).file()))
                .findFirst()
                .orElseThrow();
    }

    /// A run that stands in for one that was made has the same views in the same order.
    @Test
    void whatIsReadBackLeaksNothingEither() throws Exception {
        JournalFolder journals = JournalFolder.beside(folder);
        for (int seed = 0; seed < 40; seed++) {
            List<Game> played = new ArrayList<>();
            Consumer<Game> playing = played::add;
            for (int time = 0; time < 2; time++) {
                int number = seed;
                Workspace workspace = workspace(Optional.of(journals));
                Task<Double> task =
                        Task.named("game " + seed)
                                .returning(double.class)
                                .body(
                                        (_, _) -> {
                                            Game game = new Game(number);
                                            playing.accept(game);
                                            game.play();
                                            return 1.0;
                                        });
                Runs<Double> runs =
                        workspace.call(
                                () -> {
                                    try (var _ = Kbench.client().enableCache()) {
                                        return task.evaluate(with -> with.llms(subject));
                                    }
                                });
                Game game = played.getFirst();
                Chat chat = runs.get(0).chat();
                for (Participant viewer : game.everybody) {
                    List<String> lines = Views.stored(chat, viewer.room().name(), viewer.id());
                    assertThat(lines).isEqualTo(Views.live(viewer.room(), viewer));
                    lines.forEach(line -> game.secrets.look(Game.key(viewer), "cache", line));
                }
                assertThat(game.secrets.leaks()).as("game %d", seed).isEmpty();
            }
            assertThat(played).as("the second was read back").hasSize(1);
        }
    }

    private Handler listening() {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line.getMessage() + " " + line.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
