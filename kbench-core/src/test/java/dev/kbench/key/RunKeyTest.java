package dev.kbench.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

class RunKeyTest {
    private static final TaskRef TASK =
            new TaskRef("Quiz", 2, "Quiz", "quiz", "(Ldev/kbench/llm/Llm;)V", "ab".repeat(32));
    private static final ModelRef MODEL =
            new ModelRef("vendor/model", "proxy", ordered("api", "openai"));
    private static final SampleRef SAMPLE =
            new SampleRef(
                    "row 7", ordered("question", "11".repeat(32), "answer", "22".repeat(32)), 1);
    private static final Params PARAMS = Params.of("style", "short", "limit", 4, "grüße", "日本");
    private static final RunKey KEY = new RunKey(TASK, MODEL, SAMPLE, PARAMS, 3);

    private static SequencedMap<String, String> ordered(String... namesAndValues) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    @Test
    void digestIsTheSameInEveryJvm() {
        assertThat(KEY.digest())
                .isEqualTo("4fc4b1f8f781bed7e716a650f1aca3db8f2584e7e8efd033d0a50613601f226f");
        assertThat(
                        new RunKey(
                                        new TaskRef("Quiz", 1, "", "", "", ""),
                                        ModelRef.of("none", "none"),
                                        SampleRef.NONE,
                                        Params.of(),
                                        0)
                                .digest())
                .isEqualTo("b76efcb7532bdf6220bba2a400c23b906bbc378b59073999798149809b49fb5d");
    }

    @Test
    void labelsPlacesAndOrderDoNotCount() {
        RunKey same =
                new RunKey(
                        new TaskRef("Quiz", 2, "moved.Quiz", "renamed", "()V", "ab".repeat(32)),
                        MODEL,
                        new SampleRef(
                                "another label",
                                ordered("answer", "22".repeat(32), "question", "11".repeat(32)),
                                1),
                        Params.of("limit", 4.0, "grüße", "日本", "style", "short"),
                        3);

        assertThat(same.digest()).isEqualTo(KEY.digest());
    }

    @Test
    void everythingElseCounts() {
        List<RunKey> others =
                List.of(
                        new RunKey(
                                new TaskRef("Quiz 2", 2, "", "", "", "ab".repeat(32)),
                                MODEL,
                                SAMPLE,
                                PARAMS,
                                3),
                        new RunKey(
                                new TaskRef("Quiz", 3, "", "", "", "ab".repeat(32)),
                                MODEL,
                                SAMPLE,
                                PARAMS,
                                3),
                        new RunKey(
                                new TaskRef("Quiz", 2, "", "", "", "cd".repeat(32)),
                                MODEL,
                                SAMPLE,
                                PARAMS,
                                3),
                        new RunKey(TASK, ModelRef.of("vendor/model", "proxy"), SAMPLE, PARAMS, 3),
                        new RunKey(TASK, ModelRef.of("vendor/other", "proxy"), SAMPLE, PARAMS, 3),
                        new RunKey(TASK, MODEL, SampleRef.NONE, PARAMS, 3),
                        new RunKey(
                                TASK,
                                MODEL,
                                new SampleRef("row 7", SAMPLE.columnSha256(), 2),
                                PARAMS,
                                3),
                        new RunKey(TASK, MODEL, SAMPLE, PARAMS.with(Params.of("limit", "4")), 3),
                        new RunKey(TASK, MODEL, SAMPLE, PARAMS, 4));

        assertThat(others.stream().map(RunKey::digest).distinct())
                .hasSize(others.size())
                .doesNotContain(KEY.digest());
    }

    @Test
    void impossibleOnesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunKey(TASK, MODEL, SAMPLE, PARAMS, -1))
                .withMessage("trial must be 0 or more, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AttemptId(KEY, 0))
                .withMessage("attempt must be 1 or more, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SampleRef("", ordered(), -1))
                .withMessage("occurrence must be 0 or more, got -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModelRef.of(" ", "proxy"))
                .withMessage("a model needs an id, got a blank one");
    }

    @Test
    void referencesCopyWhatTheyAreGivenAndKeepItsOrder() {
        SequencedMap<String, String> columns = ordered("z", "1", "a", "2");
        SampleRef sample = new SampleRef("", columns, 0);
        ModelRef model = new ModelRef("m", "p", columns);
        columns.clear();

        assertThat(sample.columnSha256().keySet()).containsExactly("z", "a");
        assertThat(model.settings().keySet()).containsExactly("z", "a");
        assertThat(model.settings()).isUnmodifiable();
    }

    @Test
    void referencesRefuseNull() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("api", null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelRef("m", "p", new LinkedHashMap<>(settings)))
                .withMessage("a key or value is null: api=null");
    }
}
