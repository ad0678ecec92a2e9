package dev.kbench.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.run.OnFailure;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Workspace;

import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

class CellProgressTest {
    private final List<String> lines = new ArrayList<>();

    @Test
    void anEvaluationTellsHowFarItIs() {
        CellProgress progress =
                new CellProgress(
                        (line, again) ->
                                lines.add(again + " " + line.getData(MIMEType.TEXT_PLAIN)));
        Task<Boolean> task =
                Task.named("even")
                        .returning(boolean.class)
                        .param("n", Integer.class)
                        .storeTask(false)
                        .storeRun(false)
                        .body((_, params) -> (Integer) params.asMap().get("n") % 2 == 0);
        Consumer<EvaluationOptions> with =
                options ->
                        options.llms(MockLlm.replying(""))
                                .data(
                                        DataFrame.ofColumns(
                                                "n", IntStream.range(0, 200).boxed().toList()))
                                .onFailure(OnFailure.CONTINUE);
        Workspace.current().listeners().add(progress);
        try {
            task.evaluate(with);
        } finally {
            Workspace.current().listeners().remove(progress);
        }
        assertThat(lines)
                .startsWith(
                        "false even: 0 of 200 runs, 0 passed", "true even: 4 of 200 runs, 2 passed")
                .endsWith("true even: 200 of 200 runs, 100 passed")
                .hasSize(52);
    }
}
