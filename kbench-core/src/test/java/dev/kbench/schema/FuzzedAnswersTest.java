package dev.kbench.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.kbench.internal.answer.Candidates;
import dev.kbench.internal.answer.Json;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers that are broken at random: reading one always ends, with a value or a refusal, after
/// work that is linear in its length; and a value consists of what the answer says.
class FuzzedAnswersTest {
    /// Beyond what is linear in the text, its last line is looked at once more.
    private static final long LAST_LINE = 70;

    private static final int RUNS =
            Integer.getInteger(
                    "kbench.fuzz",
                    System.getProperty("kbench.tier", "").equals("soak") ? 10_000_000 : 40_000);

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+(\\.\\d+)?|\\.\\d+)([eE][+-]?\\d{1,4})?");
    private static final List<String> BITS =
            List.of(
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\"",
                    "'",
                    "\\",
                    "`",
                    "```",
                    "```json\n",
                    "\n",
                    " ",
                    "//",
                    "/*",
                    "*/",
                    "#",
                    "null",
                    "true",
                    "False",
                    "NaN",
                    "-",
                    "+",
                    ".",
                    "0",
                    "7",
                    "e",
                    "<think>",
                    "</think>",
                    "value",
                    "\"value\":",
                    " km",
                    "\u0000",
                    "\ud800",
                    "“",
                    "”",
                    "\u00a0",
                    "x",
                    "type",
                    "{\"value\": ",
                    "5}",
                    "\\u00",
                    ",,");

    private final Random random = new Random(20260203);

    @Test
    void giveAValueThatTheySayOrNone() {
        List<Values.Kind<?>> kinds = new Values(11).all();
        int read = 0;
        for (int i = 0; i < RUNS; i++) {
            Values.Kind<?> kind = kinds.get(random.nextInt(kinds.size()));
            String answer = mutated(exact(kind));
            read += check(kind, answer) ? 1 : 0;
        }
        assertThat(read).as("of %d broken answers so many were read", RUNS).isBetween(1, RUNS - 1);
    }

    private static <T> String exact(Values.Kind<T> kind) {
        return kind.schema().write(kind.generator().get());
    }

    private <T> boolean check(Values.Kind<T> kind, String answer) {
        long steps = Candidates.in(answer, true, true).steps();
        assertThat(steps).as(answer).isLessThanOrEqualTo(3L * answer.length() + LAST_LINE);
        Reading<T> reading;
        try {
            reading = kind.schema().reading(answer);
        } catch (UnparsableAnswerException refused) {
            return false;
        } catch (RuntimeException | StackOverflowError e) {
            return fail("%s fails on %s".formatted(kind, answer), e);
        }
        Said said = new Said(answer);
        if (kind.schema().shape() instanceof ObjectShape object && hasDefaults(object)) {
            return true;
        }
        said.check(Json.parse(kind.schema().write(reading.value())), kind + ": " + answer);
        return true;
    }

    private static boolean hasDefaults(ObjectShape object) {
        return object.fields().stream().anyMatch(field -> field.otherwise() != null);
    }

    private String mutated(String exact) {
        StringBuilder text = new StringBuilder(exact);
        for (int n = random.nextInt(1, 5); n > 0; n--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(1, 9));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.setLength(Math.max(1, at));
                case 3 -> text.replace(at, end, bit());
                case 4 -> text.insert(0, exact + (random.nextBoolean() ? "\n" : bit()));
                default -> text.insert(at, bit());
            }
        }
        return text.toString();
    }

    private String bit() {
        return BITS.get(random.nextInt(BITS.size()));
    }

    /// What a text says: its numbers, and all of its characters.
    private static final class Said {
        private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

        private final String text;
        private final String plain;
        private final Set<BigDecimal> numbers = new HashSet<>();

        Said(String text) {
            this.text = text;
            this.plain = bare(text) + " " + bare(unescaped(text));
            Matcher matcher = NUMBER.matcher(text);
            for (int at = 0; at < text.length() && matcher.find(at); at = matcher.start() + 1) {
                numbers.add(new BigDecimal(matcher.group()).stripTrailingZeros());
                numbers.add(new BigDecimal(matcher.group(1)).stripTrailingZeros());
            }
        }

        /// With the characters for which `\\u` and four digits stand.
        private static String unescaped(String text) {
            return ESCAPE.matcher(text)
                    .replaceAll(
                            escape ->
                                    Matcher.quoteReplacement(
                                            Character.toString(
                                                    Integer.parseInt(escape.group(1), 16))));
        }

        private static String bare(String text) {
            StringBuilder out = new StringBuilder();
            text.toLowerCase(Locale.ROOT)
                    .chars()
                    .filter(Character::isLetterOrDigit)
                    .forEach(c -> out.append((char) c));
            return out.toString();
        }

        void check(Json value, String about) {
            switch (value) {
                case Json.Obj(var members) -> members.forEach(m -> check(m.value(), about));
                case Json.Arr(var items) -> items.forEach(item -> check(item, about));
                case Json.Num(String digits) -> number(digits, about);
                case Json.Bool(boolean flag) ->
                        assertThat(text.toLowerCase(Locale.ROOT))
                                .as(about)
                                .containsAnyOf(
                                        flag
                                                ? new String[] {"t", "y", "on", "1"}
                                                : new String[] {"f", "n", "off", "0"});
                case Json.Str(String said) -> words(said, about);
                case Json.Null _ -> {}
            }
        }

        /// A number of binary form is the nearest to one that stands there.
        private void number(String digits, String about) {
            BigDecimal exact = new BigDecimal(digits).stripTrailingZeros();
            boolean there =
                    numbers.contains(exact)
                            || numbers.contains(exact.negate())
                            || numbers.stream()
                                    .anyMatch(
                                            each ->
                                                    each.doubleValue() == exact.doubleValue()
                                                            || each.floatValue()
                                                                    == exact.floatValue());
            assertThat(there).as("%s is said in %s", digits, about).isTrue();
        }

        /// Each run of letters of a text stands in the answer; escapes and quoting aside.
        private void words(String said, String about) {
            List<String> words = new ArrayList<>();
            Matcher matcher = Pattern.compile("[a-zA-Z]{2,}").matcher(said);
            while (matcher.find()) {
                words.add(matcher.group());
            }
            for (String word : words) {
                assertThat(plain).as(about).contains(bare(word));
            }
        }
    }

    @Test
    void thatBreakOffGiveNothing() {
        List<Values.Kind<?>> kinds = new Values(12).all();
        for (int i = 0; i < RUNS / 10; i++) {
            Values.Kind<?> kind = kinds.get(random.nextInt(kinds.size()));
            String whole = exact(kind);
            String answer = whole.substring(0, random.nextInt(whole.length()));
            assertThatExceptionOfType(UnparsableAnswerException.class)
                    .as("%s: %s", kind, answer)
                    .isThrownBy(() -> kind.schema().read(answer));
        }
    }

    @Test
    void ofAnyLengthTakeWorkThatIsLinear() {
        for (int size : List.of(1_000, 100_000)) {
            for (String each :
                    List.of(
                            "{",
                            "[",
                            "\"",
                            "'",
                            "`",
                            "```",
                            "\\",
                            "{\"a\":",
                            "[[1],",
                            "{\"",
                            "[1 ",
                            "1",
                            "-",
                            "/*",
                            "#",
                            "{x",
                            "[x",
                            "</think>",
                            "<think>",
                            "{\"value\": 1}",
                            "{\"value\": 1} ```1``` ",
                            "[\"a",
                            "['",
                            "{a:",
                            "“",
                            "\u00a0",
                            "[.",
                            "[1e")) {
                String answer = each.repeat(size / each.length() + 1);
                assertThat(Candidates.in(answer, true, true).steps())
                        .as(each)
                        .isLessThanOrEqualTo(3L * answer.length() + LAST_LINE);
                for (Schema<?> schema : CorpusTypes.ALL.values()) {
                    try {
                        schema.read(answer);
                    } catch (UnparsableAnswerException refused) {
                        assertThat(refused.answer()).isSameAs(answer);
                    }
                }
            }
        }
    }
}
