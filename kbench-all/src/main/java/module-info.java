/// What a benchmark file imports with one line; no code of its own.
module dev.kbench {
    requires transitive java.base;
    requires transitive dev.kbench.browser;
    requires transitive dev.kbench.core;
    requires dev.kbench.data;
    requires transitive dev.kbench.models;
    requires transitive dev.kbench.local;
    requires transitive dev.kbench.mcp;
    requires transitive dev.kbench.tools;
}
