/// Runs to look at, of journals and of run files: found, read whole, shown.
module dev.kbench.view {
    requires transitive dev.kbench.core;
    requires java.logging;
    requires jdk.httpserver;
    requires org.apache.lucene.core;
    requires tools.jackson.databind;

    exports dev.kbench.view;
    exports dev.kbench.view.fragment;
    exports dev.kbench.view.index;
    exports dev.kbench.view.report;
    exports dev.kbench.view.run;
}
