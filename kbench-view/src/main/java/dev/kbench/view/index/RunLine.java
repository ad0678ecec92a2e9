package dev.kbench.view.index;

import dev.kbench.event.Usage;
import dev.kbench.view.run.RunId;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// One row of the table of runs. Keys are redacted.
///
/// @param id the run's id
/// @param evaluation the id of its evaluation; empty for a run file
/// @param task the task's name
/// @param model the model's id; may be empty
/// @param number its number as shown, such as `Run #3`; may be empty
/// @param label the label of its row of data; may be empty
/// @param trial which trial of its cell it is, from 0
/// @param attempt which attempt at it this is, from 1
/// @param row what tells the row of data it is about from others
/// @param cell what tells its row, parameters and trial from others, whatever the model
/// @param outcome `completed`, `failed` or `unmeasured`; `unreadable` where that cannot be told
/// @param reason why, where it did not complete; may be empty
/// @param passed whether result, assertions and the runs inside it all passed
/// @param score its value as a number; empty where it is none
/// @param result its value, or what went wrong, on one line of up to {@link #LONGEST} characters;
///   may be empty
/// @param usage what its calls used, the runs inside it included
/// @param start when it began; empty where that is not told
/// @param duration how long it took; empty where that is not told
/// @param params what the task was given, by name and in order, up to {@link #LONGEST} characters
///   each
/// @param answer the beginning of the model's last answer, up to {@link #LONGEST} characters; may
///   be empty
/// @param trouble what of it cannot be read, and why; mostly empty
public record RunLine(
        RunId id,
        String evaluation,
        String task,
        String model,
        String number,
        String label,
        int trial,
        int attempt,
        long row,
        long cell,
        String outcome,
        String reason,
        boolean passed,
        OptionalDouble score,
        String result,
        Usage usage,
        Optional<Instant> start,
        Optional<Duration> duration,
        SequencedMap<String, String> params,
        String answer,
        String trouble) {
    /// How much of a text a row shows, in characters.
    public static final int LONGEST = 200;

    /// Copies the parameters.
    public RunLine {
        params = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(params));
    }
}
