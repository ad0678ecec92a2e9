package dev.kbench.view.run;

import dev.kbench.event.Usage;
import dev.kbench.run.Failure;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What of a run is searched, sorted and counted; its conversation is not held. Keys are redacted.
///
/// @param task its task's name
/// @param model the model's id; may be empty
/// @param number its number as shown; may be empty
/// @param label the label of its row of data; may be empty
/// @param trial which trial of its cell it is, from 0
/// @param attempt which attempt at it this is, from 1
/// @param params what the task was given, by name and in order
/// @param outcome `completed`, `failed`, `unmeasured` or `unreadable`
/// @param reason why, where it did not complete; may be empty
/// @param passed whether result, assertions and the runs inside it all passed
/// @param score its value as a finite number; empty where it is none
/// @param share whether its value lies between 0 and 1 whatever its task comes to
/// @param row what tells the row of data it is about from others
/// @param cell what tells its row, parameters and trial from others, whatever the model
/// @param value its value as JSON; empty where there is none
/// @param failure what went wrong; its texts are empty where nothing did
/// @param usage what its calls used, the runs inside it included
/// @param start when it began; empty where that is not told
/// @param duration how long it took; empty where that is not told
/// @param trouble what of it cannot be read, and why; mostly empty
public record RunFacts(
        String task,
        String model,
        String number,
        String label,
        int trial,
        int attempt,
        SequencedMap<String, ParamValue> params,
        String outcome,
        String reason,
        boolean passed,
        OptionalDouble score,
        boolean share,
        long row,
        long cell,
        String value,
        Failure failure,
        Usage usage,
        Optional<Instant> start,
        Optional<Duration> duration,
        String trouble) {
    static final Failure NOTHING = new Failure("", "", "");

    /// Copies the parameters.
    public RunFacts {
        params = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(params));
    }

    /// A run of which nothing can be told but why.
    ///
    /// @param trouble why
    /// @return its facts
    public static RunFacts unreadable(String trouble) {
        return new RunFacts(
                "",
                "",
                "",
                "",
                0,
                1,
                new LinkedHashMap<>(),
                ViewedRun.UNREADABLE,
                "",
                false,
                OptionalDouble.empty(),
                false,
                0,
                0,
                "",
                NOTHING,
                Usage.NONE,
                Optional.empty(),
                Optional.empty(),
                trouble);
    }

    /// The parameters' texts.
    ///
    /// @return by name and in order, in full
    public SequencedMap<String, String> paramTexts() {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        params.forEach((name, value) -> texts.put(name, value.text()));
        return texts;
    }

    /// The run that these are of, whole.
    ///
    /// @param source the journal's folder, or the run file
    /// @param settings what its model was set to
    ViewedRun whole(
            RunId id,
            String evaluation,
            Path source,
            ViewedTask of,
            SequencedMap<String, String> settings,
            Said said,
            boolean cached,
            List<String> troubles) {
        return new ViewedRun(
                id,
                evaluation,
                source,
                of,
                model,
                settings,
                number,
                label,
                trial,
                attempt,
                paramTexts(),
                outcome,
                reason,
                passed,
                score,
                value,
                failure,
                said.assertions(),
                said.chat(),
                said.subruns(),
                usage,
                start,
                duration,
                cached,
                troubles);
    }
}
