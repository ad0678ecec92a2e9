package dev.kbench.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

class KeyDifferencesTest {
    private static final TaskRef TASK =
            new TaskRef("math_qa", 1, "Bench", "mathQa", "()Z", "a".repeat(64));
    private static final ModelRef MODEL =
            new ModelRef("m/x", "proxy", ordered("api", "genai", "host", "h"));
    private static final SampleRef ROW =
            new SampleRef("17", ordered("question", "q1", "answer", "a1"), 0);
    private static final RunKey KEY = new RunKey(TASK, MODEL, ROW, Params.of("style", "short"), 0);

    private static LinkedHashMap<String, String> ordered(String... namesAndValues) {
        LinkedHashMap<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    private static RunKey task(String name, int version, String method, String code) {
        return new RunKey(
                new TaskRef(name, version, "Bench", method, "()Z", code),
                MODEL,
                ROW,
                KEY.params(),
                0);
    }

    private static RunKey taking(Map<String, String> captured) {
        TaskRef task =
                new TaskRef(
                        TASK.name(),
                        TASK.version(),
                        TASK.declaringClass(),
                        TASK.method(),
                        TASK.descriptor(),
                        TASK.code(),
                        new TreeMap<>(captured));
        return new RunKey(task, MODEL, ROW, KEY.params(), 0);
    }

    private static RunKey model(String id, String provider, LinkedHashMap<String, String> set) {
        return new RunKey(TASK, new ModelRef(id, provider, set), ROW, KEY.params(), 0);
    }

    private static RunKey row(SampleRef row) {
        return new RunKey(TASK, MODEL, row, KEY.params(), 0);
    }

    private static RunKey params(Params params) {
        return new RunKey(TASK, MODEL, ROW, params, 0);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        task("sums", 1, "mathQa", TASK.codeSha256()),
                        "task `sums` was named `math_qa`"),
                Arguments.of(
                        task("math_qa", 2, "mathQa", TASK.codeSha256()),
                        "version of `math_qa` changed from 1 to 2"),
                Arguments.of(
                        task("math_qa", 1, "mathQa", "b".repeat(64)), "code of `mathQa` changed"),
                Arguments.of(task("math_qa", 1, "", "b".repeat(64)), "code of `math_qa` changed"),
                Arguments.of(
                        task("math_qa", 1, "mathQa", CodeRef.unknown().sha256()),
                        "code of `mathQa` cannot be compared: its class file is not to be had"),
                Arguments.of(
                        taking(Map.of("limit", "3")),
                        "`limit`, which the task takes along, was not there, now it is 3"),
                Arguments.of(
                        model("m/y", "proxy", ordered("api", "genai", "host", "h")),
                        "the model was `m/x`, now it is `m/y`"),
                Arguments.of(
                        model("m/x", "openai", ordered("api", "genai", "host", "h")),
                        "the provider of `m/x` was `proxy`, now it is `openai`"),
                Arguments.of(
                        model("m/x", "proxy", ordered("api", "openai", "host", "h")),
                        "setting `api` of `m/x` was `genai`, now it is `openai`"),
                Arguments.of(
                        model("m/x", "proxy", ordered("api", "genai")),
                        "setting `host` of `m/x` was `h`, now it is not set"),
                Arguments.of(
                        row(new SampleRef("17", ordered("question", "q2", "answer", "a1"), 0)),
                        "row 17 differs in `question`"),
                Arguments.of(
                        row(new SampleRef("17", ordered("question", "q2", "hint", "h"), 0)),
                        "row 17 differs in `question`, `hint`, `answer`"),
                Arguments.of(
                        row(new SampleRef("", ordered("question", "q2", "answer", "a1"), 0)),
                        "the row differs in `question`"),
                Arguments.of(
                        row(new SampleRef("17", ROW.columnSha256(), 2)),
                        "row 17 is number 3 of the rows that are alike, it was number 1"),
                Arguments.of(
                        params(Params.of("style", "long")),
                        "parameter `style` was \"short\", now it is \"long\""),
                Arguments.of(
                        params(Params.of()),
                        "parameter `style` was \"short\", now it is not given"),
                Arguments.of(
                        params(Params.of("style", "x".repeat(100))),
                        "parameter `style` was \"short\", now it is \"%s…"
                                .formatted("x".repeat(59))),
                Arguments.of(
                        new RunKey(TASK, MODEL, ROW, KEY.params(), 3), "it is trial 3, not 0"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachPartThatDiffersIsNamed(RunKey now, String text) {
        assertThat(KeyDifferences.between(KEY, now)).containsExactly(text);
        assertThat(now.digest()).isNotEqualTo(KEY.digest());
    }

    @Test
    void severalPartsAreAllNamed() {
        RunKey now =
                new RunKey(
                        new TaskRef("math_qa", 1, "Bench", "mathQa", "()Z", "b".repeat(64)),
                        MODEL,
                        ROW,
                        KEY.params(),
                        1);
        assertThat(KeyDifferences.between(KEY, now))
                .containsExactly("code of `mathQa` changed", "it is trial 1, not 0");
    }

    @Test
    void whatIsTakenAlongIsNamedWithItsValues() {
        assertThat(
                        KeyDifferences.between(
                                taking(Map.of("limit", "3", "style", "\"x\"")),
                                taking(Map.of("limit", "4"))))
                .containsExactly(
                        "`limit`, which the task takes along, was 3, now it is 4",
                        "`style`, which the task takes along, was \"x\", now it is not there");
    }

    @Test
    void codeThatIsNotToBeHadIsLikeNoOther() {
        CodeRef one = CodeRef.lazy(() -> "");
        assertThat(one.isKnown()).isFalse();
        assertThat(one.sha256()).isEqualTo(one.sha256()).isNotEqualTo(CodeRef.unknown().sha256());
        assertThat(TASK.code().isKnown()).isTrue();
    }

    @Test
    void whatIsNoPartOfAKeyIsNoDifference() {
        RunKey now =
                new RunKey(
                        new TaskRef("math_qa", 1, "Moved", "mathQa", "()Z", TASK.codeSha256()),
                        new ModelRef("m/x", "proxy", ordered("host", "h", "api", "genai")),
                        new SampleRef("18", ordered("answer", "a1", "question", "q1"), 0),
                        Params.from(Map.of("style", "short")),
                        0);
        assertThat(now.digest()).isEqualTo(KEY.digest());
        assertThat(KeyDifferences.between(KEY, now)).isEqualTo(List.of());
    }
}
