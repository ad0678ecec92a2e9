package dev.kbench.store;

import static dev.kbench.Kbench.assertContainsRegex;
import static dev.kbench.Kbench.assertEmpty;
import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertFalse;
import static dev.kbench.Kbench.assertIn;
import static dev.kbench.Kbench.assertNotContainsRegex;
import static dev.kbench.Kbench.assertNotEmpty;
import static dev.kbench.Kbench.assertNotIn;
import static dev.kbench.Kbench.assertRaisesNoExceptions;
import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.recordAssertion;
import static dev.kbench.Kbench.requireAssertion;
import static dev.kbench.Kbench.system;
import static dev.kbench.Kbench.user;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Llm;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What the original's scenarios do, in Java.
final class ScenarioTasks {
    static void allHold(Llm model) {
        assertTrue(true);
        String answer = model.prompt("Name a river. REPLY:The Nile.");
        assertEqual("The Nile.", answer);
        assertEqual(5, 5.0);
        assertTrue(1 < 2);
        assertTrue(!answer.isEmpty());
        assertFalse(answer.isEmpty());
        assertFalse(false);
        assertIn("Nile", answer);
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("a", 2);
        assertIn("b", map);
        assertNotIn(4, Arrays.asList(1, 2.5, "three", null, true));
        assertEmpty("");
        assertEmpty(Map.of());
        assertNotEmpty(List.of(0));
        model.prompt("Another. REPLY:The Oder.");
        assertContainsRegex("(?i)oder", "the ODER");
        assertContainsRegex(Pattern.compile("^the", Pattern.CASE_INSENSITIVE), "The Oder.");
        assertContainsRegex(Pattern.compile("oder", Pattern.CASE_INSENSITIVE), "The ODER");
        assertNotContainsRegex("\\d", "no digits");
        assertRaisesNoExceptions(() -> {});
        assertRaisesNoExceptions(() -> Integer.parseInt("12", 10), "Should parse.");
    }

    private static AssertionResult assertWordCount(String text, int low, int high, String words) {
        int count = text.split(" ").length;
        return recordAssertion(low <= count && count <= high, words);
    }

    static AssertionResult mustShout(String text) {
        return requireAssertion(
                text.chars().allMatch(Character::isUpperCase), text + " should be upper case");
    }

    private static AssertionResult assertBoth(String text) {
        return recordAssertion(assertNotEmpty(text, "inner").passed(), "outer");
    }

    static AssertionResult assertBroken() {
        throw new IllegalStateException("the check itself broke");
    }

    static void customRecording(Llm model) {
        String answer = model.prompt("REPLY:three little words");
        assertWordCount(answer, 1, 3, "1 to 3 words");
        assertWordCount(answer, 10, 20, "10 to 20 words");
        assertBoth(answer);
        assertTrue(true, "from a helper");
        assertTrue(true, "second on its line");
        inside(
                "side",
                () -> {
                    model.prompt("REPLY:aside");
                    assertTrue(true, "in the side chat");
                });
        assertTrue(true, "after the side chat");
    }

    static void inside(String name, Runnable body) {
        Chat chat = Chat.named(name);
        Chats.current().append(chat);
        try (var _ = Contexts.enter(chat)) {
            body.run();
        }
    }

    @Benchmark("Score")
    double score(String which) {
        return Double.parseDouble(which);
    }

    private record Point(int x) {}

    @SuppressWarnings({"unchecked", "rawtypes"}) // a key that is no text is what is tried
    @Benchmark("Details")
    Map<String, Object> details(int which) {
        return switch (which) {
            case 0 -> rich();
            case 1 -> Map.of();
            case 2 -> (Map) Map.of(1, "one", 2, "two");
            case 3 -> Map.of("mean", Double.NaN);
            case 4 -> Map.of("mean", Double.POSITIVE_INFINITY);
            case 5 -> Map.of("pair", List.of(1, 2));
            case 6 -> Map.of("point", new Point(1));
            case 7 -> Map.of("n", (1L << 53) + 1);
            case 8 -> letters();
            default -> words();
        };
    }

    private static Map<String, Object> rich() {
        Map<String, Object> rich = new LinkedHashMap<>();
        rich.put("accuracy", 0.9);
        rich.put("latency", 1.2);
        rich.put("is_correct", true);
        rich.put("count", 3);
        rich.put("note", "café ☕ 日本 😀 \"quoted\" \\ \n\t");
        rich.put("none", null);
        rich.put("zebra", List.of(1, "two", Map.of("three", 3.5), List.of(), Map.of()));
        rich.put("alpha", Map.of("b", 1, "a", Map.of("deep", Arrays.asList(true, null))));
        return rich;
    }

    private static Map<String, Object> letters() {
        Map<String, Object> letters = new LinkedHashMap<>();
        for (char c = 'z'; c >= 'a'; c--) {
            letters.put(String.valueOf(c), letters.size());
        }
        return letters;
    }

    private static Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        for (int i = 0; i < 30; i++) {
            words.put("key_" + i, "x".repeat(40));
        }
        return words;
    }

    static void paris(Llm model, String reply) {
        String answer = model.prompt("Capital of France? REPLY:" + reply);
        assertIn("Paris", answer, "Should mention Paris.");
    }

    @Benchmark(name = "Count Ships", description = "Counts ships in a port.")
    int countShips(Llm model, String port) {
        int n = model.prompt("How many ships lie in " + port + "?\nJSON:{\"value\": 3}", int.class);
        assertEqual(3, n);
        return n;
    }

    @Benchmark("Aardvark/Check")
    void aardvarkCheck(Llm model) {
        assertEqual("yes", model.prompt("REPLY:no"));
    }

    @Benchmark(name = "Harbour Quiz", description = "Checks facts about a harbour.")
    double harbourQuiz(Llm model) {
        model.prompt("Ready? REPLY:yes");
        boolean a = Task.of(this, "countShips").run(model, "Gdynia").passed();
        boolean b = Task.of(this, "aardvarkCheck").run(model).passed();
        assertTrue(a, "first sub-task passed");
        model.prompt("Thanks. REPLY:bye");
        return ((a ? 1 : 0) + (b ? 1 : 0)) / 2.0;
    }

    @Benchmark("Grid")
    boolean grid(Llm model, int temperature, String word) {
        return model.prompt(
                        word + " " + temperature + " REPLY:" + word,
                        with -> with.temperature(temperature))
                .equals("a");
    }

    @Benchmark("No Arguments")
    int noArguments() {
        return 1;
    }

    static void systemTask(Llm model) {
        system().send("You are an expert Python programmer.");
        model.prompt("Check this. REPLY:fine");
        system().send("Now be brief.");
        model.prompt("Again. REPLY:ok");
        inside(
                "pirate_chat",
                () -> {
                    system().send("You are a pirate.");
                    model.prompt("Tell me about treasure. REPLY:Arr");
                });
        hidden(Actor.USER, "hidden note");
        new Actor("Dev", Role.DEVELOPER, "").send("developer text");
        new Actor("Clock", Role.TOOL, "").send("12:00");
        user().send("first half");
        user().send("second half REPLY:both");
        assertEqual("both", model.respond());
        user().send("{'a': 1, 'b': ['é', None]}");
        user().send("[1, 2]");
        user().send("asked in secret REPLY:hidden answer");
        hidden(new Actor(model.name(), Role.ASSISTANT, ""), "hidden answer");
        model.prompt("end REPLY:end");
        user().send("after the last answer");
    }

    private static void hidden(Actor sender, String text) {
        Chats.current().append(new Message(sender, new Text(text), false, ReplyDetails.NONE));
    }
}
