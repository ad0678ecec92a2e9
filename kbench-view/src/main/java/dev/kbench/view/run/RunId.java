package dev.kbench.view.run;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Names a run for as long as it lies where it lies: opaque, and fit for an address without
/// escaping. It names the attempt that counts, or an earlier one.
///
/// @param text up to 200 letters, digits, `.`, `_`, `~` and `-`
public record RunId(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._~-]{1,200}");
    private static final Pattern EARLIER =
            Pattern.compile("([^~]*~[^~]*~[^~]*)~attempt([1-9][0-9]{0,8})(~.*)?");

    /// Refuses another character.
    public RunId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a run's id has up to 200 letters, digits, '.', '_', '~' and '-', got %d characters that do not fit; take ids from the table of runs"
                            .formatted(text.length()));
        }
    }

    /// An attempt at this run that another one followed.
    ///
    /// @param attempt which one, from 1
    /// @return its id
    public RunId earlier(int attempt) {
        return new RunId(text + "~attempt" + attempt);
    }

    /// Which attempt it names, or one inside of which the run is, where another one counts.
    ///
    /// @return from 1; 0 where it names what counts
    public int attempt() {
        Matcher earlier = EARLIER.matcher(text);
        return earlier.matches() ? Integer.parseInt(earlier.group(2)) : 0;
    }

    /// The run that counts in the place of an earlier attempt.
    ///
    /// @return its id; this where it names what counts
    public RunId counting() {
        Matcher earlier = EARLIER.matcher(text);
        return earlier.matches() ? new RunId(earlier.group(1)) : this;
    }

    @Override
    public String toString() {
        return text;
    }
}
