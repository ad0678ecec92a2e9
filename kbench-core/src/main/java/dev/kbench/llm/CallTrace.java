package dev.kbench.llm;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.content.Text;
import dev.kbench.control.Outlay;
import dev.kbench.event.CallRetry;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.spi.CallObserver;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What befell one call: its requests that came to nothing, and how long the last one took. Tells
/// the run's listeners, and puts on the bill what may have cost something.
///
/// A request that failed with a status was not answered, and is taken not to be billed. One that
/// was cut off, or of which nothing was heard in time, may be: its cost is unknown.
///
/// One thread.
final class CallTrace implements CallObserver {
    private final String model;
    private final @Nullable RunScope scope;
    private final Listening chunks;
    private List<CallRetry> retries = List.of();
    private Duration duration = Duration.ZERO;
    private int perhapsBilled;
    private Outlay outlay = Outlay.NONE;
    private boolean replayed;

    CallTrace(String model, @Nullable RunScope scope, Listening chunks) {
        this.model = model;
        this.scope = scope;
        this.chunks = chunks;
    }

    @Override
    public void retrying(CallRetry retry) {
        if (retries.isEmpty()) {
            retries = new ArrayList<>(2);
        }
        retries.add(retry);
        if (isPerhapsBilled(retry.trouble().equals(Trouble.TIMED_OUT.name()), retry.status())) {
            perhapsBilled++;
        }
        if (scope != null && !scope.listeners().isEmpty()) {
            scope.listeners().tell(new RunEvent.CallRetried(scope.runId(), model, retry));
        }
    }

    private boolean isPerhapsBilled(boolean timedOut, int status) {
        return chunks.begun() || (timedOut && status == 0);
    }

    @Override
    public void waiting(boolean begins) {
        if (scope != null && !scope.listeners().isEmpty()) {
            scope.listeners().tell(new RunEvent.CallWaiting(scope.runId(), model, begins));
        }
    }

    @Override
    public void sent(Duration took) {
        duration = took;
    }

    @Override
    public void paid(Outlay took) {
        outlay = outlay.plus(took);
    }

    @Override
    public void replayed() {
        replayed = true;
    }

    /// Whether what came of the call is a recording.
    boolean isReplayed() {
        return replayed;
    }

    /// An answer came.
    void answered(Usage usage) {
        UsageMeter.add(scope, usage, perhapsBilled + (usage.isPriced() ? 0 : 1), outlay, replayed);
    }

    /// No answer will come.
    ///
    /// @param timedOut whether the last request was given up, and not refused
    void failed(boolean timedOut) {
        if (isPerhapsBilled(timedOut, 0)) {
            perhapsBilled++;
        }
        if (perhapsBilled > 0 || !outlay.equals(Outlay.NONE)) {
            UsageMeter.add(scope, Usage.NONE, perhapsBilled, outlay, replayed);
        }
    }

    /// Leaves a word about the requests of a call that got no answer; no model sees it.
    void remark(Conversation talk, ModelProviderException e) {
        if (retries.isEmpty() || (scope != null && scope.hasEnded())) {
            return;
        }
        StringBuilder text = new StringBuilder("No answer came; sent again after");
        String before = " ";
        for (CallRetry retry : retries) {
            text.append(before).append(retry.trouble());
            text.append(retry.status() == 0 ? "" : " " + retry.status());
            before = ", ";
        }
        try {
            talk.unanswered(
                    new Message(Actor.SYSTEM, new Text(text.toString()), false, ReplyDetails.NONE));
        } catch (IllegalStateException endedMeanwhile) {
            e.addSuppressed(endedMeanwhile);
        }
    }

    /// How long the last request took.
    Duration duration() {
        return duration;
    }

    List<CallRetry> retries() {
        return retries;
    }
}
