/// What a benchmark author uses: tasks, models, assertions, runs and their evaluation.
module dev.kbench.core {
    requires transitive org.jspecify;
    requires tools.jackson.databind;

    exports dev.kbench.chat;
    exports dev.kbench.config;
    exports dev.kbench.content;
    exports dev.kbench.control;
    exports dev.kbench.event;
    exports dev.kbench.key;
    exports dev.kbench.llm;
    exports dev.kbench.llm.spi;
    exports dev.kbench.schema;

    uses dev.kbench.llm.spi.ModelProvider;
}
