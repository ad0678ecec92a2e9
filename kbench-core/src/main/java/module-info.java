/// What a benchmark author uses: tasks, models, assertions, runs and their evaluation.
@SuppressWarnings(
        "module") // the command is built after this module, and may see what it compiles sources
// for
module dev.kbench.core {
    requires transitive org.jspecify;
    requires tools.jackson.databind;
    requires tools.jackson.dataformat.toml;
    requires static java.compiler;
    requires static jdk.compiler;

    exports dev.kbench;
    exports dev.kbench.assertion;
    exports dev.kbench.chat;
    exports dev.kbench.config;
    exports dev.kbench.content;
    exports dev.kbench.control;
    exports dev.kbench.evaluate;
    exports dev.kbench.evaluate.spi;
    exports dev.kbench.event;
    exports dev.kbench.explain;
    exports dev.kbench.internal.answer to
            dev.kbench.browser,
            dev.kbench.tools;
    exports dev.kbench.internal.context to
            dev.kbench.mcp,
            dev.kbench.tools;
    exports dev.kbench.internal.file to
            dev.kbench.browser,
            dev.kbench.local,
            dev.kbench.tools;
    exports dev.kbench.internal.source to
            dev.kbench.cli;
    exports dev.kbench.internal.text to
            dev.kbench.cli,
            dev.kbench.view;
    exports dev.kbench.key;
    exports dev.kbench.llm;
    exports dev.kbench.llm.chaos;
    exports dev.kbench.llm.retry;
    exports dev.kbench.llm.spi;
    exports dev.kbench.recording;
    exports dev.kbench.room;
    exports dev.kbench.run;
    exports dev.kbench.run.stats;
    exports dev.kbench.schema;
    exports dev.kbench.store;
    exports dev.kbench.store.document to
            dev.kbench.view;
    exports dev.kbench.store.journal;
    exports dev.kbench.table;
    exports dev.kbench.table.spi;
    exports dev.kbench.task;
    exports dev.kbench.testing;
    exports dev.kbench.tool;
    exports dev.kbench.workspace;

    uses dev.kbench.llm.spi.ModelProvider;
    uses dev.kbench.table.spi.TableFormat;
}
