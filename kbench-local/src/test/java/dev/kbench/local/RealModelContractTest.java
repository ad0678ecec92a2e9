package dev.kbench.local;

import dev.kbench.config.Settings;
import dev.kbench.contract.ModelClientContract;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.Progress;

import org.junit.jupiter.api.BeforeAll;

import java.util.Map;

class RealModelContractTest extends ModelClientContract {
    @BeforeAll
    static void askForTheWeights() {
        RealWeights.file();
    }

    @Override
    protected ModelClient open() throws InterruptedException {
        return new LocalProvider()
                .connect("gguf:" + RealWeights.file(), Settings.of(Map.of()), Progress.NONE)
                .client();
    }

    @Override
    protected String wireModel() {
        return "smollm2";
    }
}
