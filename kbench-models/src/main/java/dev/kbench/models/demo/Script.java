package dev.kbench.models.demo;

import dev.kbench.content.ToolCall;
import dev.kbench.llm.spi.ModelRequest;

import java.util.List;

/// Works an answer out: the same request gets the same answer, in every JVM.
@FunctionalInterface
interface Script {
    String answer(ModelRequest request);

    /// The tools that it wants called in place of an answer.
    default List<ToolCall> calls(ModelRequest request) {
        return List.of();
    }
}
