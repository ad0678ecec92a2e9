/// A real model in the JVM: GGUF files through llama.cpp.
module dev.kbench.local {
    requires transitive dev.kbench.core;
}
