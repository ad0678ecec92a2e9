package dev.kbench.models.demo;

import dev.kbench.llm.spi.ModelRequest;

/// Works an answer out: the same request gets the same answer, in every JVM.
@FunctionalInterface
interface Script {
    String answer(ModelRequest request);
}
