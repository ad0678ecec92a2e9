package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

class LambdaDefinitionTest {
    private static String definition(Task<?> task) {
        return task.info().definition();
    }

    @Test
    void aLambdaIsItsOwnText() {
        assertThat(definition(Task.of("half", (Llm llm, Double of) -> of / 2)))
                .isEqualTo("(Llm llm, Double of) -> of / 2\n");
    }

    @Test
    void aBodyIsItsOwnTextToo() {
        int captured = 2;
        Task<Integer> task =
                Task.named("twice")
                        .returning(int.class)
                        .param("of", Integer.class)
                        .body(
                                (llm, params) -> {
                                    int of = (Integer) params.value("of").orElseThrow();
                                    return captured * of;
                                });
        assertThat(definition(task))
                .isEqualTo(
                        """
                        (llm, params) -> {
                            int of = (Integer) params.value("of").orElseThrow();
                            return captured * of;
                        }
                        """);
    }

    @Test
    void aMethodIsItsDeclaration() {
        assertThat(definition(Task.named("m").body(LambdaDefinitionTest::method)))
                .isEqualTo(
                        """
                        private static void method(Llm llm, Params params) {
                            llm.prompt("hello");
                        }
                        """);
    }

    private static void method(Llm llm, Params params) {
        llm.prompt("hello");
    }

    @Test
    void ofTwoOnALineTheLineIsKept() {
        Task<?>[] both = {Task.of("a", (Llm m) -> 1.0), Task.of("b", (Llm m) -> 2.0)};
        assertThat(definition(both[1]))
                .isEqualTo(
                        "Task<?>[] both = {Task.of(\"a\", (Llm m) -> 1.0), Task.of(\"b\", (Llm m)"
                                + " -> 2.0)};\n");
    }

    @Test
    void anObjectHasNoneAndThatIsSaidOnce() {
        Task<Void> task =
                Task.named("object")
                        .body(
                                new TaskBuilder.Action() {
                                    private static final long serialVersionUID = 1L;

                                    @Override
                                    public void run(Llm llm, Params params) {
                                        llm.prompt("hello");
                                    }
                                });
        Arena arena = new Arena();
        arena.call(
                () -> {
                    MockLlm llm = MockLlm.replying("a", "b");
                    task.run(llm);
                    return task.run(llm);
                });
        assertThat(definition(task)).isEmpty();
        assertThat(arena.notices())
                .filteredOn(text -> text.contains("source"))
                .containsExactly(
                        "object: its source was not found, so its task file has no definition");
    }
}
