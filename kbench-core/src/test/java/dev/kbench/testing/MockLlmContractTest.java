package dev.kbench.testing;

import dev.kbench.contract.ModelClientContract;
import dev.kbench.llm.spi.ModelClient;

class MockLlmContractTest extends ModelClientContract {
    @Override
    protected ModelClient open() {
        return MockLlm.answering(
                        "mock", request -> "You said: " + request.messages().getLast().text())
                .client();
    }

    @Override
    protected String wireModel() {
        return "mock";
    }

    @Override
    protected boolean answersAreGiven() {
        return true;
    }
}
