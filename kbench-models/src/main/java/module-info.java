/// Wire clients over HTTP, and the scripted demo models.
module dev.kbench.models {
    requires transitive dev.kbench.core;
    requires tools.jackson.databind;
}
