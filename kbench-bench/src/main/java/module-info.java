/// Measurements of the engine and the clients; not shipped.
module dev.kbench.bench {
    requires com.google.gson;
    requires dev.kbench.browser;
    requires dev.kbench.core;
    requires dev.kbench.models;
    requires dev.kbench.tools;
    requires dev.kbench.view;
    requires java.net.http;
    requires jdk.management;
    requires jmh.core;
    requires org.jspecify;
    requires playwright;
}
