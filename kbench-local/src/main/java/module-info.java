/// A real model in the JVM: GGUF files through llama.cpp.
module dev.kbench.local {
    requires transitive dev.kbench.core;
    requires llama;

    exports dev.kbench.local;

    provides dev.kbench.llm.spi.ModelProvider with
            dev.kbench.local.LocalProvider;
}
