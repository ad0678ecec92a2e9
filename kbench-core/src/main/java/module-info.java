/// What a benchmark author uses: tasks, models, assertions, runs and their evaluation.
module dev.kbench.core {
    requires transitive org.jspecify;
    requires tools.jackson.databind;

    exports dev.kbench.key;
}
