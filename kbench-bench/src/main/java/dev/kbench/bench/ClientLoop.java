package dev.kbench.bench;

import dev.kbench.llm.Llm;

/// The same loop over a model, outside of any run.
final class ClientLoop {
    private ClientLoop() {}

    static long run(Work work, Speech speech, boolean streaming) throws InterruptedException {
        Llm llm = Clients.model(speech, work.url()).streaming(streaming);
        return Flight.fly(
                work.samples(),
                work.jobs(),
                number -> Question.isAnswered(number, llm.prompt(Question.of(number))));
    }
}
