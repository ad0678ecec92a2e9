package dev.kbench.internal.answer;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// One value that an answer may be meant to give.
///
/// @param value the value; a text that stands alone is a text
/// @param tolerated what had to be put up with to read it
/// @param beside whether it stands beside others and may be no more than words: where it is a value
///   of the type, it is one too many, and else none
/// @param bare the value's text where no JSON is around it, else empty
/// @param place where it ends among the words around it ({@link Candidates#behind})
public record Candidate(
        Json value, Set<Tolerance> tolerated, boolean beside, String bare, int place) {
    /// Copies the set.
    public Candidate {
        EnumSet<Tolerance> copy = EnumSet.noneOf(Tolerance.class);
        copy.addAll(tolerated);
        tolerated = Collections.unmodifiableSet(copy);
    }

    /// A text without JSON around it: a single value, or a text.
    static Candidate alone(String text, Set<Tolerance> around, boolean beside, int place) {
        JsonReader reader = new JsonReader(text);
        Json value = reader.read(0);
        if (value != null && reader.end() == text.length()) {
            EnumSet<Tolerance> all = EnumSet.noneOf(Tolerance.class);
            all.addAll(around);
            all.addAll(reader.tolerated());
            return new Candidate(value, all, beside, text, place);
        }
        return new Candidate(new Json.Str(text), around, beside, text, place);
    }

    /// A value's text, as words have it.
    ///
    /// @param text the text
    /// @return the value, or a text
    public static Candidate ofWords(String text) {
        return alone(text, EnumSet.noneOf(Tolerance.class), true, 0);
    }

    /// The same where texts are asked for: what stands alone is a text then, whatever else JSON
    /// takes it for.
    ///
    /// @return a candidate whose value is the text itself
    public Candidate asText() {
        if (bare.isEmpty() || value instanceof Json.Str) {
            return this;
        }
        EnumSet<Tolerance> around = EnumSet.noneOf(Tolerance.class);
        around.addAll(tolerated);
        around.removeAll(
                EnumSet.of(Tolerance.OTHER_WORD, Tolerance.NUMBER_FORM, Tolerance.NOT_FINITE));
        return new Candidate(new Json.Str(bare), around, beside, bare, place);
    }

    /// The same with less around the value: emphasis, words such as `Answer:`, a full stop.
    ///
    /// @return null where nothing stands around it, or it is JSON
    public @Nullable Candidate trimmed() {
        Trimmings.Trimmed trimmed = bare.isEmpty() ? null : Trimmings.off(bare);
        if (trimmed == null || "{[".indexOf(trimmed.text().charAt(0)) >= 0) {
            return null;
        }
        EnumSet<Tolerance> all = EnumSet.of(trimmed.tolerance());
        all.addAll(tolerated);
        return alone(trimmed.text(), all, beside, place);
    }
}
