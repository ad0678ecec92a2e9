package dev.kbench.event;

import dev.kbench.key.PrivateValues;

import java.util.List;

/// What happened, without what is private in the texts that tell it.
final class PrivateEvents {
    private PrivateEvents() {}

    static RunEvent without(PrivateValues values, RunEvent event) {
        return switch (event) {
            case RunEvent.RunStarted _,
                    RunEvent.CallFinished _,
                    RunEvent.CallWaiting _,
                    RunEvent.EvaluationStarted _,
                    RunEvent.EvaluationStopped _,
                    RunEvent.BudgetSpent _,
                    RunEvent.EvaluationFinished _ ->
                    event;
            case RunEvent.MessageAdded said -> message(values, said);
            case RunEvent.AnswerRepaired one ->
                    new RunEvent.AnswerRepaired(
                            one.run(),
                            values.text(one.model()),
                            texts(values, one.repairs()),
                            one.listeners());
            case RunEvent.CallRetried one ->
                    new RunEvent.CallRetried(one.run(), one.model(), one.retry().without(values));
            case RunEvent.AssertionRecorded one ->
                    new RunEvent.AssertionRecorded(one.run(), one.assertion().without(values));
            case RunEvent.RunFinished run -> finished(values, run);
            case RunEvent.RunRetried run ->
                    new RunEvent.RunRetried(
                            run.run(),
                            run.depth(),
                            run.task(),
                            run.number(),
                            run.model(),
                            run.evaluation(),
                            run.attempt(),
                            run.reason(),
                            values.text(run.error()),
                            run.usage(),
                            run.delay());
            case RunEvent.StoreFailed one ->
                    new RunEvent.StoreFailed(one.run(), one.task(), values.text(one.message()));
            case RunEvent.Notice(String text) -> new RunEvent.Notice(values.text(text));
        };
    }

    private static List<String> texts(PrivateValues values, List<String> texts) {
        return texts.stream().map(values::text).toList();
    }

    private static RunEvent message(PrivateValues values, RunEvent.MessageAdded said) {
        return new RunEvent.MessageAdded(
                said.run(),
                values.text(said.chat()),
                values.text(said.chatName()),
                said.chatDepth(),
                values.text(said.sender()),
                said.role(),
                values.text(said.text()),
                said.visible(),
                said.avatar(),
                said.order(),
                said.open(),
                texts(values, said.listeners()));
    }

    private static RunEvent finished(PrivateValues values, RunEvent.RunFinished run) {
        return new RunEvent.RunFinished(
                run.run(),
                run.parent(),
                run.depth(),
                run.task(),
                run.number(),
                values.text(run.row()),
                run.rowId(),
                run.model(),
                run.outcome(),
                run.reason(),
                run.passed(),
                values.text(run.result()),
                run.numericResult(),
                values.text(run.error()),
                run.line(),
                run.usage(),
                run.spent(),
                run.duration(),
                run.file(),
                run.reused());
    }
}
