package dev.kbench.view.page;

import dev.kbench.key.KbenchException;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.SynchronousQueue;

/// One evaluation that runs until it is asked to stop.
public final class MadeEvaluations implements LiveEvaluations {
    static final String ID = "2026-03-01_09-30-00";

    final List<String> stopped = new CopyOnWriteArrayList<>();
    private final SynchronousQueue<Boolean> news = new SynchronousQueue<>();

    @Override
    public List<Running> running() {
        return stopped.isEmpty()
                ? List.of(
                        new Running(
                                ID,
                                "River Quiz",
                                List.of("openai/gpt-5-mini", "demo/שלום"),
                                4_000,
                                MadeShelf.BEGAN))
                : List.of();
    }

    @Override
    public void stop(String id) {
        if (!id.equals(ID)) {
            throw new KbenchException("there is no evaluation " + id);
        }
        stopped.add(id);
    }

    @Override
    public void await() throws InterruptedException {
        boolean _ = news.take();
    }

    /// Lets whoever waits look again.
    void tell() throws InterruptedException {
        news.put(true);
    }
}
