package dev.kbench.task;

import static dev.kbench.Kbench.assertToolWasInvoked;
import static dev.kbench.testing.MockLlm.calling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Message;
import dev.kbench.content.ToolCall;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Runs with tools are read back as they were made.
class JournaledToolsTest extends JournaledScenario {
    record Point(int x, double y) {}

    Point point(int x) {
        return new Point(x, 0.5);
    }

    String fail(String why) {
        throw new IllegalStateException(why);
    }

    private final MockLlm caller =
            MockLlm.responding(
                    "m/tools",
                    request ->
                            request.messages().size() > 1
                                    ? ModelResponse.of("done")
                                    : calling(
                                            ToolCall.of("c1", "point", "{\"x\": 3}"),
                                            new ToolCall("", "fail", "{\"why\": \"é\"}", "{sig}"),
                                            ToolCall.of("c1", "none", "no JSON")));

    private final Task<Boolean> task =
            Task.named("tools")
                    .returning(boolean.class)
                    .param("word", String.class)
                    .body(
                            (model, params) -> {
                                String answer =
                                        model.prompt(
                                                (String) params.value("word").orElseThrow(),
                                                with -> with.tool(this::point).tool(this::fail));
                                assertToolWasInvoked(this::point);
                                return answer.equals("done");
                            });

    private Run<Boolean> evaluated(Reuse reuse) {
        Runs<Boolean> runs =
                process(reuse)
                        .call(
                                () ->
                                        task.evaluate(
                                                with ->
                                                        with.llms(caller)
                                                                .data(
                                                                        EvaluationScenario.words(
                                                                                1))));
        return runs.get(0);
    }

    private static List<Object> said(Chat chat) {
        List<Object> said = new ArrayList<>();
        for (ChatItem item : chat.items()) {
            switch (item) {
                case Message message -> said.add(message);
                case Chat inner -> said.addAll(said(inner));
            }
        }
        return said;
    }

    @Test
    void callsAndResultsAreReadBackEqual() {
        Run<Boolean> made = evaluated(Reuse.CACHED);
        int asked = caller.invocations().size();
        Run<Boolean> readBack = evaluated(Reuse.CACHED);
        assertThat(caller.invocations()).hasSize(asked);
        assertThat(readBack.cached()).isTrue();
        assertThat(said(readBack.chat())).isEqualTo(said(made.chat())).hasSize(6);
        assertThat(readBack.assertionResults()).isEqualTo(made.assertionResults());
    }
}
