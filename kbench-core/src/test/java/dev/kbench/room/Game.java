package dev.kbench.room;

import dev.kbench.Kbench;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.content.Image;
import dev.kbench.content.Media;
import dev.kbench.llm.Llm;
import dev.kbench.llm.ToolRoundsExhaustedException;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.schema.UnparsableAnswerException;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// One game, of which nothing is fixed but its seed: who plays, what is told to whom, where, how
/// often, and what goes wrong. Every hidden thing carries a mark; each request is looked through at
/// the moment it is sent.
final class Game {
    private static final List<String> NAMES = List.of("Ada", "Ben", "Cleo", "Dov", "Eve", "Finn");

    final Secrets secrets = new Secrets();
    final List<ChatRoom> rooms = new ArrayList<>();
    final List<Participant> everybody = new ArrayList<>();
    final Set<String> deeds = new HashSet<>();
    int requests;

    private final Random random;
    private final List<ChatRoom> channels = new ArrayList<>();
    String reader = ""; // whom the next request reaches; empty for somebody outside
    String answer = "";
    final Deque<String> then = new ArrayDeque<>(); // the answers after it
    String thought = "";
    String own = ""; // what a judge says, and is told again where it is asked again
    int failures;
    int wishes; // so many calls of tools come before the answer
    private final Llm one = GameModel.of("model/one", this);
    private final Llm two = GameModel.of("model/two", this);
    private final Llm judge = GameModel.of("model/judge", this);

    Game(long seed) {
        random = new Random(seed);
    }

    /// Plays it, in the current run.
    void play() {
        rooms.add(room("Table"));
        if (random.nextInt(3) == 0) {
            rooms.add(room("Side"));
        }
        int deedsToDo = 12 + random.nextInt(24);
        inside(rooms.getFirst(), deedsToDo, 0);
    }

    private ChatRoom room(String name) {
        ChatRoom room =
                ChatRoom.create(
                        with -> {
                            with.name(name);
                            if (random.nextBoolean()) {
                                with.systemPrompt("The rules of " + name);
                            }
                        });
        int players = 3 + random.nextInt(4);
        names(room).stream().limit(players).forEach(player -> join(room, player));
        return room;
    }

    /// Somebody's own prompt is a secret too.
    private void join(ChatRoom room, String name) {
        String prompt = secrets.forSome(List.of());
        Participant participant =
                random.nextInt(5) == 0
                        ? room.addParticipant(
                                turn -> {
                                    see(turn);
                                    return answer;
                                },
                                name,
                                with -> with.systemPrompt("role " + prompt))
                        : room.addParticipant(
                                random.nextBoolean() ? one : two,
                                name,
                                with -> {
                                    with.systemPrompt("role " + prompt);
                                    if (random.nextBoolean()) {
                                        with.tool("look", "Looks.", (String words) -> look(words));
                                    }
                                });
        secrets.tell(prompt, key(participant));
        everybody.add(participant);
    }

    /// A tool: whom it is called for gets a secret, one time in four from a model that is asked in
    /// between, and one time in four as a failure.
    private String look(String words) {
        String caller = reader;
        String found = "found " + secrets.forSome(List.of(caller)) + " for " + words;
        deeds.add("tool");
        switch (random.nextInt(4)) {
            case 0 -> throw new IllegalStateException(found);
            case 1 -> {
                reader = "";
                String later = answer;
                String deep = thought;
                then.addFirst(later);
                answer = "aside";
                thought = "";
                found += judge.prompt("2+2?");
                thought = deep;
                reader = caller;
                deeds.add("model in a tool");
            }
            default -> {}
        }
        return found;
    }

    /// Ids are a room's own, so that no two rooms here have a name in common.
    static String key(Participant participant) {
        return participant.id();
    }

    private static List<String> names(ChatRoom room) {
        return NAMES.stream().map(name -> name + " of " + room.name()).toList();
    }

    private static List<String> keys(List<Participant> participants) {
        return participants.stream().map(Game::key).toList();
    }

    private void see(Turn turn) {
        secrets.look(reader, "instructions", turn.instructions());
        for (Message message : turn.seen()) {
            secrets.look(reader, "turn", Views.all(message));
        }
    }

    private void inside(ChatRoom room, int deedsToDo, int depth) {
        try (var _ = room.enter()) {
            for (int i = 0; i < deedsToDo; i++) {
                deed(room, depth);
            }
        }
    }

    private void deed(ChatRoom room, int depth) {
        List<Participant> here = room.participants();
        if (here.isEmpty()) {
            return;
        }
        if (random.nextInt(8) == 0) {
            rarerDeed(room, one(here));
            return;
        }
        int deed = random.nextInt(100);
        if (deed < 14) {
            String text = secrets.forSome(List.of());
            room.post("to all here " + open(room, text));
            deeds.add("post");
        } else if (deed < 26) {
            List<Participant> some = List.copyOf(some(here, random.nextInt(here.size() + 1)));
            String mark = secrets.forSome(keys(some));
            room.post("to some " + mark, with -> with.visibleTo(some));
            deeds.add("hidden post");
        } else if (deed < 52) {
            reply(room, one(here));
        } else if (deed < 60) {
            vote(room, one(here));
        } else if (deed < 66) {
            whisper(one(here));
        } else if (deed < 78 && depth < 4) {
            channel(room, here, depth);
        } else if (deed < 82) {
            leaveOrCome(room, here);
        } else if (deed < 90) {
            beside(room, one(here), depth);
        } else if (deed < 94 && rooms.size() > 1 && depth < 4) {
            ChatRoom other = rooms.get(random.nextInt(rooms.size()));
            if (other != room.root()) {
                inside(other, 1 + random.nextInt(5), depth + 1);
                deeds.add("room in a room");
            }
        } else {
            wrong(room);
        }
    }

    private void rarerDeed(ChatRoom room, Participant somebody) {
        switch (random.nextInt(5)) {
            case 0 -> {
                room.post(Pictures.of(open(room, secrets.forSome(List.of())), secrets, random));
                deeds.add("picture");
            }
            case 1 -> {
                List<Participant> here = room.participants();
                List<Participant> some = List.copyOf(some(here, random.nextInt(here.size())));
                Media picture = Pictures.of(secrets.forSome(keys(some)), secrets, random);
                room.post(picture, with -> with.visibleTo(some));
                deeds.add("hidden picture");
            }
            case 2 -> refusedFile(room, somebody);
            case 3 -> voteOnSecondThought(room, somebody);
            default -> assess(room, somebody);
        }
    }

    /// No file goes with a question: nobody may know what was in it. A script takes no options.
    private void refusedFile(ChatRoom room, Participant somebody) {
        prepare(somebody, "word " + open(room, secrets.forSome(List.of())));
        Image file = Pictures.of(secrets.forNobody(), secrets, random);
        int asked = requests;
        int said = room.root().messages().size();
        attempt(
                somebody,
                () -> {
                    try {
                        return somebody.reply(with -> with.image(file));
                    } catch (IllegalArgumentException e) {
                        if (requests > asked || room.root().messages().size() > said) {
                            throw new AssertionError("a question with a file left something", e);
                        }
                        deeds.add("refused file");
                        throw e;
                    }
                });
    }

    /// Its first answers cannot be read, and stay its own with what it is told of them.
    private void voteOnSecondThought(ChatRoom room, Participant speaker) {
        String own = secrets.forSome(List.of(key(speaker)));
        prepare(speaker, "no vote " + own);
        if (random.nextBoolean()) {
            then.add("{\"name\": 4, \"other\": \"" + own + "\"}");
        }
        if (random.nextInt(4) > 0) {
            then.add(Players.vote("x " + open(room, secrets.forSome(List.of())), own));
        }
        attempt(speaker, () -> speaker.reply(Players.VOTE, with -> with.repair(2)));
        then.clear();
        deeds.add("repaired reply");
    }

    /// A judge is told what all heard, or what one heard; nobody hears what it says.
    private void assess(ChatRoom room, Participant somebody) {
        boolean ofAll = random.nextBoolean();
        reader = ofAll ? "" : key(somebody);
        String talk = ofAll ? room.transcript() : room.transcript(somebody);
        thought = secrets.forNobody();
        own = secrets.forNobody();
        answer = random.nextInt(3) == 0 ? "no report " + own : Players.report("fair", own);
        failures = random.nextInt(8) == 0 ? 2 : 0;
        Kbench.assessResponseWithJudge(
                List.of("fair"), talk, judge, with -> with.ask(to -> to.repair(1)));
        failures = 0;
        own = "";
        deeds.add("assessment");
    }

    /// A mark that everybody may know who is told it in this room or channel: those who come later
    /// too, where it is the room itself.
    private String open(ChatRoom room, String mark) {
        if (room.isPrivate()) {
            keys(room.participants()).forEach(key -> secrets.tell(mark, key));
            return mark;
        }
        return "openly";
    }

    private Participant one(List<Participant> here) {
        return here.get(random.nextInt(here.size()));
    }

    private List<Participant> some(List<Participant> here, int count) {
        List<Participant> shuffled = new ArrayList<>(here);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(count, shuffled.size()));
    }

    private void reply(ChatRoom room, Participant speaker) {
        prepare(speaker, "word " + open(room, secrets.forSome(List.of())));
        attempt(
                speaker,
                () ->
                        random.nextInt(4) == 0
                                ? speaker.reply(
                                        with ->
                                                with.tool(
                                                        "search",
                                                        "",
                                                        (String words) -> look(words)))
                                : speaker.reply());
        deeds.add("reply");
    }

    private void whisper(Participant speaker) {
        prepare(speaker, "whisper " + secrets.forSome(List.of(key(speaker))));
        attempt(speaker, speaker::replyPrivately);
        deeds.add("private reply");
    }

    /// A typed answer keeps a part to itself; one in three cannot be read, and is its speaker's.
    private void vote(ChatRoom room, Participant speaker) {
        String own = secrets.forSome(List.of(key(speaker)));
        boolean readable = random.nextInt(3) > 0;
        prepare(
                speaker,
                readable
                        ? Players.vote("x " + open(room, secrets.forSome(List.of())), own)
                        : "no vote " + own);
        attempt(speaker, () -> speaker.reply(Players.VOTE));
        deeds.add(readable ? "typed reply" : "failed reply");
    }

    private void prepare(Participant speaker, String words) {
        reader = key(speaker);
        answer = words;
        thought = secrets.forSome(List.of(key(speaker)));
        failures = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0;
        wishes = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : random.nextInt(50) == 0 ? 20 : 0;
        if (failures > 0) {
            deeds.add("retry");
        }
    }

    private interface Deed {
        Object get();
    }

    /// What goes wrong in somebody's turn tells nothing that it may not know.
    private void attempt(Participant speaker, Deed turn) {
        try {
            Object _ = turn.get();
        } catch (UnparsableAnswerException
                | ModelProviderException
                | ToolRoundsExhaustedException
                | IllegalArgumentException
                | IllegalStateException e) {
            if (e instanceof ToolRoundsExhaustedException) {
                deeds.add("tools for ever");
            }
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                secrets.look(key(speaker), "error", String.valueOf(cause.getMessage()));
            }
        } finally {
            failures = 0;
            wishes = 0;
        }
    }

    private void channel(ChatRoom room, List<Participant> here, int depth) {
        if (here.size() < 2) {
            return;
        }
        ChatRoom channel = null;
        for (ChatRoom known : channels) {
            if (random.nextInt(3) > 0
                    && known.root() == room.root()
                    && !known.participants().isEmpty()) {
                channel = known;
            }
        }
        if (channel == null) {
            List<Participant> members = some(here, 2 + random.nextInt(here.size() - 1));
            channel = room.privateChannel("Channel " + channels.size(), members);
            channels.add(channel);
        }
        inside(channel, 1 + random.nextInt(6), depth + 1);
        deeds.add("channel");
    }

    private void leaveOrCome(ChatRoom room, List<Participant> here) {
        ChatRoom root = room.root();
        if (here.size() > 2 && random.nextBoolean()) {
            room.removeParticipant(one(here));
            deeds.add("removal");
        } else {
            names(root).stream()
                    .filter(
                            name ->
                                    root.participants().stream()
                                            .noneMatch(other -> other.name().equals(name)))
                    .findFirst()
                    .ifPresent(
                            name -> {
                                join(root, name);
                                deeds.add("coming");
                            });
        }
    }

    private void beside(ChatRoom room, Participant somebody, int depth) {
        answer = "aside " + secrets.forNobody();
        thought = secrets.forNobody();
        reader = "";
        switch (random.nextInt(5)) {
            case 0 -> {
                try (var _ = Chats.open("judge")) {
                    judge.prompt("Judge this:\n" + room.transcript());
                }
                deeds.add("judge");
            }
            case 1 -> {
                try (var _ = Chats.fork("fork")) {
                    answer = "aside";
                    thought = "";
                    one.prompt("And you?");
                    try (var _ = Chats.fork("fork of a fork")) {
                        judge.prompt("And now?");
                    }
                }
                deeds.add("fork");
            }
            case 2 -> {
                reader = key(somebody);
                try (var _ = somebody.fork("scratch pad")) {
                    answer = "plan " + secrets.forSome(List.of(key(somebody)));
                    thought = secrets.forSome(List.of(key(somebody)));
                    two.prompt("Plan.");
                    two.prompt("Go on with:\n" + room.transcript(somebody));
                }
                deeds.add("own fork");
            }
            case 3 -> {
                try (var _ = Chats.open("aside", with -> with.orphan(true))) {
                    two.prompt("2+2?");
                }
                deeds.add("chat beside");
            }
            default -> {
                if (depth < 4) {
                    inside(room, 2, depth + 1);
                    deeds.add("entered again");
                }
            }
        }
    }

    /// What is not allowed: no request comes of it, and no error tells more than its addressee
    /// knows.
    private void wrong(ChatRoom room) {
        Participant anybody = everybody.get(random.nextInt(everybody.size()));
        if (!room.participants().contains(anybody)) {
            prepare(anybody, secrets.forNobody());
            attempt(anybody, anybody::reply);
        }
        reader = "";
        attempt(anybody, () -> one.prompt("inside " + room.name()));
        deeds.add("misuse");
    }
}
