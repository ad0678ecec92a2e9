package dev.kbench.view.run;

import dev.kbench.chat.Chat;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.run.Failure;
import dev.kbench.run.Run;
import dev.kbench.store.Redaction;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// One run whole, as what a page or a report shows of it. What its place does not tell is empty:
/// run files know no parameters, those of other libraries no reasons. Keys are redacted.
///
/// Immutable.
///
/// @param id its id
/// @param evaluation the id of its evaluation; empty for a run file
/// @param source the journal's folder, or the run file
/// @param task its task
/// @param model the model's id; may be empty
/// @param settings what the model was set to, by name and in order
/// @param number its number as shown, such as `Run #3`; may be empty
/// @param label the label of its row of data; may be empty
/// @param trial which trial of its cell it is, from 0
/// @param attempt which attempt at it this is, from 1: the others came before and do not count
/// @param params what the task was given, by name and in order, in full: texts as they are, all
///   else as JSON
/// @param outcome `completed`, `failed` or `unmeasured`; `unreadable` where that cannot be told
/// @param reason why, where it did not complete, such as `TIMED_OUT`; may be empty
/// @param passed whether result, assertions and the runs inside it all passed
/// @param score its value as a number; empty where it is none
/// @param value its value as JSON; empty where there is none
/// @param failure what went wrong; its texts are empty where nothing did
/// @param assertions what it asserted, in order
/// @param chat its conversation; chats opened inside it are among its items, and the messages of a
///   room say who heard them
/// @param subruns the runs inside it, in order of completion
/// @param usage what its calls used, the runs inside it included
/// @param start when it began; empty where that is not told
/// @param duration how long it took; empty where that is not told
/// @param cached whether it stands in for a run that was not made
/// @param troubles what of it cannot be read, and why, a sentence or two each; mostly none
public record ViewedRun(
        RunId id,
        String evaluation,
        Path source,
        ViewedTask task,
        String model,
        SequencedMap<String, String> settings,
        String number,
        String label,
        int trial,
        int attempt,
        SequencedMap<String, String> params,
        String outcome,
        String reason,
        boolean passed,
        OptionalDouble score,
        String value,
        Failure failure,
        List<AssertionResult> assertions,
        Chat chat,
        List<ViewedRun> subruns,
        Usage usage,
        Optional<Instant> start,
        Optional<Duration> duration,
        boolean cached,
        List<String> troubles) {
    /// The outcome of a run of which nothing can be told.
    public static final String UNREADABLE = "unreadable";

    /// Copies the collections.
    public ViewedRun {
        settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
        params = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(params));
        assertions = List.copyOf(assertions);
        subruns = List.copyOf(subruns);
        troubles = List.copyOf(troubles);
    }

    /// A run that this process made or holds.
    ///
    /// @param run the run
    /// @param redaction what is not shown
    /// @return the run, of no journal
    public static ViewedRun of(Run<?> run, Redaction redaction) {
        RunMapper mapper = new RunMapper("", Path.of(""), redaction);
        return mapper.viewed(
                new RunId("run"),
                run,
                mapper.facts(run, run.attempt().attempt(), run.passed(), run.numericResult()),
                List.of());
    }
}
