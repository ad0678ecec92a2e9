package dev.kbench.event;

import dev.kbench.control.Budget;
import dev.kbench.control.Outlay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/// What happened in a run or an evaluation. Plain values only, so that any listener can show or
/// store them. An event names its run by the run's process-wide unique id.
public sealed interface RunEvent {
    /// A run began.
    ///
    /// @param run the run's unique id
    /// @param parent the enclosing run's unique id, empty for a run of its own
    /// @param depth how many runs enclose it
    /// @param task the task's name
    /// @param number the run's number as shown, such as `Run #3`
    /// @param model the model's id, empty for a task without a model
    /// @param evaluation the evaluation's id, empty outside one
    /// @param at when
    record RunStarted(
            String run,
            String parent,
            int depth,
            String task,
            String number,
            String model,
            String evaluation,
            Instant at)
            implements RunEvent {}

    /// A message joined a chat.
    ///
    /// @param run the run's unique id, empty outside a run
    /// @param chat the chat's id
    /// @param chatName the chat's name
    /// @param chatDepth how many chats of the run enclose it; 0 is the run's own chat
    /// @param sender the sender's name
    /// @param role the sender's role, lower case
    /// @param text the content as text
    /// @param visible whether models see it
    /// @param avatar the sender's emoji; may be empty
    /// @param order in a room, the place in the order that it shares with its channels; else -1
    /// @param open in a room, whether everybody there hears it; else true
    /// @param listeners where it is not open, the ids of the participants who hear it: whoever
    ///   shows one participant's view shows it to them alone
    record MessageAdded(
            String run,
            String chat,
            String chatName,
            int chatDepth,
            String sender,
            String role,
            String text,
            boolean visible,
            String avatar,
            long order,
            boolean open,
            List<String> listeners)
            implements RunEvent {
        /// Copies the listeners.
        public MessageAdded {
            listeners = List.copyOf(listeners);
        }

        /// A message outside of rooms, of a sender without an emoji.
        ///
        /// @param run the run's unique id, empty outside a run
        /// @param chat the chat's id
        /// @param chatName the chat's name
        /// @param chatDepth how many chats of the run enclose it
        /// @param sender the sender's name
        /// @param role the sender's role, lower case
        /// @param text the content as text
        /// @param visible whether models see it
        public MessageAdded(
                String run,
                String chat,
                String chatName,
                int chatDepth,
                String sender,
                String role,
                String text,
                boolean visible) {
            this(
                    run, chat, chatName, chatDepth, sender, role, text, visible, "", -1, true,
                    List.of());
        }
    }

    /// A model answered a call.
    ///
    /// @param run the run's unique id, empty outside a run
    /// @param model the model's id
    /// @param usage what the call used
    /// @param duration how long the answer took, without waits and requests that came to nothing
    record CallFinished(String run, String model, Usage usage, Duration duration)
            implements RunEvent {}

    /// An answer was not exactly what was asked for, and could be read all the same.
    ///
    /// @param run the run's unique id
    /// @param model the model's id; the participant's name where a script or a person spoke in a
    ///   model's place
    /// @param repairs what had to be put up with, in words, in order; they may quote the answer
    /// @param listeners in a room, the id of the participant who gave it and alone knows of it;
    ///   else empty
    record AnswerRepaired(String run, String model, List<String> repairs, List<String> listeners)
            implements RunEvent {
        /// Copies the lists.
        public AnswerRepaired {
            repairs = List.copyOf(repairs);
            listeners = List.copyOf(listeners);
        }
    }

    /// A request to a model came to nothing and is sent again; no run begins anew.
    ///
    /// @param run the run's unique id, empty outside a run
    /// @param model the model's id
    /// @param retry what came of it, and how long it is waited
    record CallRetried(String run, String model, CallRetry retry) implements RunEvent {}

    /// A call begins or ends to wait for its turn, since its model takes only so many.
    ///
    /// @param run the run's unique id, empty outside a run
    /// @param model the model's id
    /// @param begins true if it begins
    record CallWaiting(String run, String model, boolean begins) implements RunEvent {}

    /// An assertion was recorded.
    ///
    /// @param run the run's unique id
    /// @param assertion what was recorded
    record AssertionRecorded(String run, AssertionResult assertion) implements RunEvent {}

    /// A run ended, after its file was written.
    ///
    /// @param run the run's unique id
    /// @param parent the enclosing run's unique id, empty for a run of its own
    /// @param depth how many runs enclose it
    /// @param task the task's name
    /// @param number the run's number as shown
    /// @param row the row of data it was made for, such as `row 2, questions.csv:4`; empty where
    ///   there is none
    /// @param rowId the same number for runs about the same row of data, or that were given the
    ///   same where there is no data
    /// @param model the model's id, empty for a task without a model
    /// @param outcome `completed`, `failed` or `unmeasured`
    /// @param reason why, for the latter two, such as `EXCEPTION`; else empty
    /// @param passed the run's verdict
    /// @param result the result as a person would read it
    /// @param numericResult the value as a number, as a score takes it; empty where there is none
    /// @param error what went wrong, empty where nothing did
    /// @param line the user's line that it went wrong on, such as `Quiz.java:12`; empty where
    ///   nothing did, or it cannot be told
    /// @param usage what the run used, its sub-runs included
    /// @param spent what it cost, attempts that it replaces included; of a run inside another,
    ///   which counts there, what it used alone
    /// @param duration how long it took
    /// @param file the run file written, empty where none was, and where it is removed at the end
    /// @param reused whether it was not made now: a run that was made before stands in for it
    record RunFinished(
            String run,
            String parent,
            int depth,
            String task,
            String number,
            String row,
            long rowId,
            String model,
            String outcome,
            String reason,
            boolean passed,
            String result,
            OptionalDouble numericResult,
            String error,
            String line,
            Usage usage,
            Spending spent,
            Duration duration,
            String file,
            boolean reused)
            implements RunEvent {}

    /// An attempt at a run ended, and the run is to be made again. Mostly a {@link RunStarted} of
    /// the next attempt follows, with the same number; where the evaluation is stopped before it, a
    /// {@link RunFinished} of this one.
    ///
    /// @param run the attempt's unique id
    /// @param depth how many runs enclose it
    /// @param task the task's name
    /// @param number the run's number as shown
    /// @param model the model's id, empty for a task without a model
    /// @param evaluation the evaluation's id
    /// @param attempt which attempt it was, from 1
    /// @param reason why, such as `EXCEPTION` or `TIMED_OUT`
    /// @param error what went wrong
    /// @param usage what the attempt used, its sub-runs included
    /// @param delay how long to wait before the next one
    record RunRetried(
            String run,
            int depth,
            String task,
            String number,
            String model,
            String evaluation,
            int attempt,
            String reason,
            String error,
            Usage usage,
            Duration delay)
            implements RunEvent {}

    /// An evaluation began.
    ///
    /// @param evaluation its id
    /// @param task the task's name
    /// @param total how many runs it will make
    /// @param jobs how many at a time
    /// @param nested whether it runs inside a task
    record EvaluationStarted(String evaluation, String task, long total, int jobs, boolean nested)
            implements RunEvent {}

    /// An evaluation starts no further runs because its own condition to stop was met.
    ///
    /// @param evaluation its id
    record EvaluationStopped(String evaluation) implements RunEvent {}

    /// A call ended that was paid from a budget, or an evaluation begins that has one.
    ///
    /// @param evaluation the id of the evaluation whose budget it is, empty for a command's
    /// @param budget the budget
    /// @param spent what of it is spent, by earlier processes too; of several events the largest
    ///   counts, since calls end at the same time
    record BudgetSpent(String evaluation, Budget budget, Outlay spent) implements RunEvent {}

    /// An evaluation ended.
    ///
    /// @param evaluation its id
    record EvaluationFinished(String evaluation) implements RunEvent {}

    /// A run's file could not be written. The run itself goes on, and is told as any other.
    ///
    /// @param run the run's unique id
    /// @param task the task's name
    /// @param message which file, why, and what to do
    record StoreFailed(String run, String task, String message) implements RunEvent {}

    /// Something the user should know, in one sentence.
    ///
    /// @param text what to say
    record Notice(String text) implements RunEvent {}
}
