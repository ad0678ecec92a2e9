/// Pages that a model wrote, in a real Chromium.
module dev.kbench.browser {
    requires transitive dev.kbench.core;
    requires java.net.http;
    requires tools.jackson.databind;

    exports dev.kbench.browser;
}
