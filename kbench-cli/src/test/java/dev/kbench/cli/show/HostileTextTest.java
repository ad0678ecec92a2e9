package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.event.RunListener;
import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.internal.text.TextWidth;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every text that comes from outside, through every renderer, at every width: no control, no
/// escape sequence but the terminal's own, no line wider than the terminal.
class HostileTextTest {
    /// What a terminal writes itself.
    private static final Pattern OWN = Pattern.compile("\\r⎋\\[K|⎋\\[[0-9]{1,2}m");

    static Stream<String> texts() {
        return Stream.of(
                "",
                " ",
                "\u001B[2J\u001B[31m\u001B]0;title\u0007\u001B]8;;http://x\u001B\\link",
                "\u009B31m\u0090q\u009C",
                "\u0000\u0001\b\u007F",
                "\r\rover\rwritten",
                "a\nb\r\nc\u2028d\u2029e\u0085f\u000B\f",
                "\u202Egnp.exe\u202C\u2066\u2069\u200F",
                "\uD83D",
                "\uDE00\uD83D",
                "z" + "\u0301".repeat(5000),
                "\u0301\u0301",
                "👩‍👩‍👧‍👦".repeat(50),
                "漢字".repeat(200),
                "שלום עולם",
                "${user.home} %s %n {0}",
                "\uDB40\uDC68\uDB40\uDC69\u200B\uFEFF\u200D",
                "\uFE0F\uFE0F\u20E3",
                "\u1100".repeat(300),
                "x".repeat(1_000_000),
                " ".repeat(1000),
                "\t\t\t");
    }

    private static List<Screen> screens() {
        return List.of(
                Screen.terminal(0),
                Screen.terminal(20),
                Screen.terminal(80),
                Screen.terminal(200),
                Screen.coloured(20),
                Screen.coloured(80),
                Screen.pipe(0),
                Screen.pipe(20),
                Screen.ascii(80));
    }

    private static void tell(RunListener listener, String text) {
        listener.on(new RunEvent.EvaluationStarted("e", text, 3, 1, false));
        listener.on(new RunEvent.Notice(text));
        listener.on(new RunEvent.RunStarted("r", "", 0, text, text, text, "e", Instant.EPOCH));
        listener.on(new RunEvent.RunStarted("i", "r", 1, text, text, text, "", Instant.EPOCH));
        for (String role : List.of("user", "assistant", "system", "tool", text)) {
            listener.on(new RunEvent.MessageAdded("i", "c", text, 3, text, role, text, false));
        }
        AssertionResult assertion =
                new AssertionResult(
                        text,
                        false,
                        "expectation",
                        3,
                        text,
                        "c",
                        1,
                        new LinkedHashMap<>(Map.of(text, text)),
                        text);
        listener.on(
                new RunEvent.AssertionRecorded(
                        "i", new AssertionResult(text, false, text, 3, text, "c", 1)));
        listener.on(new RunEvent.AssertionRecorded("i", assertion));
        listener.on(end("i", "r", 1, text, "completed", ""));
        listener.on(end("r", "", 0, text, "failed", "EXCEPTION"));
        for (String outcome : List.of("completed", "unmeasured")) {
            listener.on(new RunEvent.RunStarted("s", "", 0, text, text, text, "", Instant.EPOCH));
            listener.on(new RunEvent.AssertionRecorded("s", assertion));
            listener.on(end("s", "", 0, text, outcome, ""));
        }
        listener.on(new RunEvent.StoreFailed("r", text, text));
        listener.on(new RunEvent.EvaluationFinished("e"));
    }

    private static RunEvent.RunFinished end(
            String run, String parent, int depth, String text, String outcome, String reason) {
        return new RunEvent.RunFinished(
                run,
                parent,
                depth,
                text,
                text,
                text,
                1,
                text,
                outcome,
                reason,
                false,
                text,
                OptionalDouble.of(Double.NaN),
                text,
                text,
                Usage.NONE,
                Spending.NONE,
                Duration.ofDays(400),
                text,
                false);
    }

    private static void assertHarmless(Screen screen) {
        String text = OWN.matcher(screen.text()).replaceAll("");
        assertThat(text.codePoints().filter(HostileTextTest::isHarmful).boxed()).isEmpty();
    }

    private static boolean isHarmful(int c) {
        return (Character.isISOControl(c) && c != '\n')
                || c == '⎋'
                || c == 0x202E
                || c == 0x2066
                || Character.getType(c) == Character.SURROGATE
                || Character.getType(c) == Character.LINE_SEPARATOR;
    }

    private static void assertFits(Screen screen) {
        assertThat(OWN.matcher(screen.text()).replaceAll("").lines())
                .allMatch(line -> TextWidth.of(line) <= screen.terminal.columns());
    }

    @ParameterizedTest
    @MethodSource("texts")
    void progressIsHarmless(String text) {
        for (Screen screen : screens()) {
            Clock clock = new Clock();
            ModelNames names = new ModelNames(_ -> text);
            Drawn display =
                    screen.terminal.interactive()
                            ? new LiveDisplay(screen.terminal, names, clock)
                            : new PlainDisplay(screen.terminal, names, clock);
            display.on(new RunEvent.EvaluationStarted("x", text, 1000, 1, false));
            display.progress().update(text, 0, 0);
            display.progress().update(text, 1, 200_000);
            display.frame();
            clock.pass(Duration.ofMinutes(1));
            display.frame();
            display.progress().update(text, 200_000, 200_000);
            tell(display, text);
            display.frame();
            display.close();
            assertHarmless(screen);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void conversationIsHarmless(String text) {
        for (Screen screen : screens()) {
            Display display =
                    new ConsoleDisplay(screen.terminal, new ModelNames(_ -> text), new Clock());
            tell(display, text);
            display.close();
            assertHarmless(screen);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void resultsAreHarmlessAndFit(String text) {
        for (Screen screen : screens()) {
            Results results = new Results(new ModelNames(_ -> text), new Clock());
            tell(results, text);
            results.print(screen.terminal, text);
            assertHarmless(screen);
            if (screen.terminal.glyphs().equals(Glyphs.UNICODE)) {
                assertFits(screen);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void whatUsersPrintIsHarmless(String text) {
        Screen screen = Screen.terminal(80);
        screen.terminal.printStream().println(text);
        assertHarmless(screen);
    }
}
