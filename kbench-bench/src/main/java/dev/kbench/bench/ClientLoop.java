package dev.kbench.bench;

import dev.kbench.llm.Llm;
import dev.kbench.models.OpenAiCompatible;

/// The same loop over a model, outside of any run.
final class ClientLoop {
    private ClientLoop() {}

    static long run(String url, int samples, int jobs) throws InterruptedException {
        Llm llm = OpenAiCompatible.model("bench", with -> with.baseUrl(url));
        return Flight.fly(samples, jobs, () -> llm.prompt("What is 6 times 7?").equals("42"));
    }
}
