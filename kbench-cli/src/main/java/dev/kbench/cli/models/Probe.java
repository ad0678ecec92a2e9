package dev.kbench.cli.models;

import dev.kbench.internal.text.SafeText;
import dev.kbench.key.KbenchException;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Catalog;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// What a model or a server said when it was asked.
///
/// @param asked the model's id, or the server
/// @param answers whether it answered
/// @param text what it said, or why it did not
record Probe(String asked, boolean answers, String text) {
    /// How many models of a server are shown.
    private static final int SHOWN = 50;

    private static final int COLUMNS = 100;

    private interface Asking {
        String answer() throws InterruptedException;
    }

    /// Starts to ask a model for a word.
    static FutureTask<Probe> ofModel(Models models, String model) {
        return start(model, () -> word(models.model(model)));
    }

    /// Starts to ask a server for its models.
    static FutureTask<Probe> ofServer(Catalog catalog, Duration most) {
        return start(catalog.server(), () -> offer(catalog.ids(most)));
    }

    /// The answer is waited for later, so that several are asked at once.
    private static FutureTask<Probe> start(String asked, Asking asking) {
        FutureTask<Probe> task = new FutureTask<>(() -> ask(asked, asking));
        Thread.ofVirtual().name("kbench-probe-" + asked).start(task);
        return task;
    }

    private static Probe ask(String asked, Asking asking) throws InterruptedException {
        try {
            return new Probe(asked, true, asking.answer());
        } catch (KbenchException | IllegalArgumentException | CancellationException e) {
            return new Probe(asked, false, String.valueOf(e.getMessage()));
        }
    }

    private static String word(Llm llm) {
        long began = System.nanoTime();
        llm.prompt("Answer with one word: OK", with -> with.maxTokens(16));
        double seconds = (System.nanoTime() - began) / 1e9;
        String note = llm.note().isEmpty() ? "" : "; " + llm.note();
        return String.format(Locale.ROOT, "answers (%.1f s)%s", seconds, note);
    }

    private static String offer(List<String> ids) {
        if (ids.isEmpty()) {
            return "answers, and offers no model";
        }
        String some =
                ids.stream()
                        .limit(SHOWN)
                        .map(id -> SafeText.line(id, COLUMNS))
                        .collect(Collectors.joining(", "));
        return "offers %d %s: %s%s; name one with LLM_DEFAULT or --model"
                .formatted(
                        ids.size(),
                        ids.size() == 1 ? "model" : "models",
                        some,
                        ids.size() > SHOWN ? " and %d more".formatted(ids.size() - SHOWN) : "");
    }

    /// Waits for the answer.
    static Probe await(FutureTask<Probe> asking, String asked, Duration patience)
            throws InterruptedException {
        try {
            return asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            asking.cancel(true);
            return new Probe(asked, false, "no answer within %d s".formatted(patience.toSeconds()));
        } catch (ExecutionException e) {
            return new Probe(asked, false, String.valueOf(e.getCause()));
        }
    }
}
