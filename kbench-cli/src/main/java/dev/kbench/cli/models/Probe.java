package dev.kbench.cli.models;

import dev.kbench.key.KbenchException;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks a model for a word.
///
/// @param model the model's id
/// @param answers whether it answered
/// @param text how long it took, or why it did not answer
record Probe(String model, boolean answers, String text) {

    /// Starts to ask; the answer is waited for later, so that several are asked at once.
    static FutureTask<Probe> start(Models models, String model) {
        FutureTask<Probe> asking = new FutureTask<>(() -> ask(models, model));
        Thread.ofVirtual().name("kbench-probe-" + model).start(asking);
        return asking;
    }

    private static Probe ask(Models models, String model) {
        long began = System.nanoTime();
        try {
            Llm llm = models.model(model);
            llm.prompt("Answer with one word: OK", with -> with.maxTokens(16));
            double seconds = (System.nanoTime() - began) / 1e9;
            String note = llm.note().isEmpty() ? "" : "; " + llm.note();
            return new Probe(
                    model, true, String.format(Locale.ROOT, "answers (%.1f s)%s", seconds, note));
        } catch (KbenchException | IllegalArgumentException | CancellationException e) {
            return new Probe(model, false, String.valueOf(e.getMessage()));
        }
    }

    /// Waits for the answer.
    static Probe await(FutureTask<Probe> asking, String model, Duration patience)
            throws InterruptedException {
        try {
            return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asking.cancel(true);
            return new Probe(model, false, "no answer within %d s".formatted(patience.toSeconds()));
        } catch (ExecutionException e) {
            return new Probe(model, false, String.valueOf(e.getCause()));
        }
    }
}
