package dev.kbench.schema;

import dev.kbench.internal.answer.Candidate;
import dev.kbench.internal.answer.Candidates;
import dev.kbench.internal.answer.Json;
import dev.kbench.internal.answer.Tolerance;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// From a model's text to a value. Exactly one value must be meant: of two that could be, none is
/// taken, and what comes close to one counts as one. All else is a refusal that says what is wrong.
///
/// @param shape what is asked for
/// @param wrapped whether it is asked for as `{"value": …}`; the bare value is read too
record AnswerReader(Shape shape, boolean wrapped) {
    static final String VALUE = Wrapping.VALUE;

    private static final int MOST_TRIMMED = 6;

    /// A candidate, tried.
    ///
    /// @param value what it gives, null where it gives nothing
    /// @param gives whether it gives a value
    /// @param like whether it is meant as an answer, as far as can be seen
    /// @param problems why it gives nothing
    /// @param repairs what was repaired in it
    /// @param asides what it says about itself beside the value
    /// @param candidate where it comes from
    private record Tried(
            @Nullable Object value,
            boolean gives,
            boolean like,
            List<AnswerProblem> problems,
            Repairs repairs,
            String asides,
            Candidate candidate) {}

    @SuppressWarnings("NullAway") // the schema of a whole answer has no null
    Reading<Object> read(String answer) {
        Candidates candidates = Candidates.in(answer, isScalar(), !isText());
        if (!candidates.broken().isEmpty()) {
            throw unparsable(candidates.broken(), answer);
        }
        List<Tried> tried = new ArrayList<>();
        List<Tried> beside = new ArrayList<>();
        for (Candidate candidate : candidates.found()) {
            (candidate.beside() ? beside : tried).add(attempt(candidate));
        }
        List<Tried> giving = tried.stream().filter(Tried::gives).toList();
        if (giving.isEmpty() && isScalar() && !isText()) {
            giving = candidates.claim().map(this::attempt).filter(Tried::gives).stream().toList();
            tried = giving.isEmpty() ? tried : giving;
        }
        if (giving.isEmpty()) {
            throw nothing(tried, candidates, answer);
        }
        Tried first = giving.getFirst();
        List<Tried> others =
                Stream.concat(giving.stream().skip(1), beside.stream().filter(Tried::gives))
                        .toList();
        boolean single =
                (others.isEmpty() || areLike(first, others))
                        && tried.stream().allMatch(each -> each.gives() || !each.like());
        if (!single) {
            throw unparsable("it can be read in more than one way", answer);
        }
        String objection = objection(giving, tried, candidates);
        if (!objection.isEmpty()) {
            throw unparsable(objection, answer);
        }
        if (giving.size() > 1) {
            first.repairs().add(Tolerance.SAID_AGAIN.words());
        }
        if (giving.size() < tried.size()) {
            first.repairs().add(Tolerance.OTHER_JSON.words());
        }
        return new Reading<>(first.value(), first.repairs().list());
    }

    private boolean areLike(Tried first, List<Tried> others) {
        String written = written(first);
        return others.stream().allMatch(each -> written(each).equals(written));
    }

    private String written(Tried giving) {
        return shape.write(giving.value()).json();
    }

    /// What the words around the value have against it, other JSON behind it among them.
    private String objection(List<Tried> giving, List<Tried> tried, Candidates candidates) {
        if (isText()) {
            return "";
        }
        Tried last = giving.getLast();
        StringBuilder before = new StringBuilder(candidates.before(last.candidate()));
        giving.forEach(each -> before.append('\n').append(each.asides()));
        StringBuilder behind = new StringBuilder(candidates.behind(last.candidate()));
        tried.subList(tried.indexOf(last) + 1, tried.size())
                .forEach(each -> behind.append('\n').append(each.candidate().value().json()));
        return new Prose(shape, isScalar())
                .objection(isScalar() ? written(last) : "", before.toString(), behind.toString());
    }

    private boolean isText() {
        return (shape instanceof MaybeShape maybe ? maybe.inner() : shape) instanceof TextShape;
    }

    /// Whether the answer may be a value without any braces around it.
    private boolean isScalar() {
        Shape inner = shape instanceof MaybeShape maybe ? maybe.inner() : shape;
        return switch (inner) {
            case BoolShape _, NumberShape _, EnumShape _, FormatShape _, TextShape _ -> true;
            default -> false;
        };
    }

    /// What stands alone is a text where texts are asked for, and `null` may be nothing.
    private Candidate meant(Candidate candidate) {
        return switch (shape) {
            case TextShape _, EnumShape _ -> candidate.asText();
            case MaybeShape(Shape inner, MaybeShape.Form _)
                    when (inner instanceof TextShape || inner instanceof EnumShape)
                            && !(candidate.value() instanceof Json.Null) ->
                    candidate.asText();
            default -> candidate;
        };
    }

    /// Tries a value as it stands, and one that stands alone with less and less around it.
    private Tried attempt(Candidate found) {
        Candidate candidate = meant(found);
        Tried first = attempt(candidate.value(), candidate);
        Tried last = first;
        Candidate rest = candidate;
        for (int i = 0; i < MOST_TRIMMED && !last.gives() && !isText(); i++) {
            rest = rest.trimmed();
            if (rest == null) {
                break;
            }
            rest = meant(rest);
            last = attempt(rest.value(), rest);
        }
        return last.gives() ? last : first;
    }

    private Tried attempt(Json json, Candidate of) {
        Wrapping wrapping = Wrapping.of(json, shape);
        if (wrapping == null) {
            return attempt(json, of, isLike(json), "");
        }
        boolean asked = wrapped && wrapping.isAsAsked();
        Tried tried =
                asked
                        ? attempt(wrapping.value(), of, true, "")
                        : attempt(json, of, isLike(json), "");
        if (tried.gives()) {
            return tried;
        }
        Tried other =
                asked
                        ? attempt(json, of, true, "")
                        : attempt(wrapping.value(), of, true, wrapping.asideTexts());
        if (!asked) {
            wrapping.note(other.repairs());
        }
        return other.gives() || (!asked && wrapped) ? other : tried;
    }

    private Tried attempt(Json json, Candidate of, boolean like, String asides) {
        Repairs repairs = new Repairs();
        of.tolerated().forEach(each -> repairs.add(each.words()));
        String wrong = wrong(json);
        if (!wrong.isEmpty()) {
            AnswerProblem problem = new AnswerProblem("$", wrong, Spot.shown(json));
            return new Tried(null, false, like, List.of(problem), repairs, asides, of);
        }
        try {
            Object value =
                    shape.read(json, of.bare().isEmpty() ? Spot.root(repairs) : Spot.bare(repairs));
            return new Tried(value, true, true, List.of(), repairs, asides, of);
        } catch (MisfitException e) {
            return new Tried(null, false, like, e.problems(), repairs, asides, of);
        }
    }

    /// What is wrong with the form of a single value, empty where nothing is.
    private String wrong(Json json) {
        return switch (json) {
            case Json.Obj _ when isScalar() -> "must have the field \"value\" alone";
            case Json.Str(String text)
                    when text.isBlank() && isScalar() && !(shape instanceof TextShape) ->
                    "is empty";
            default -> "";
        };
    }

    private boolean isLike(Json json) {
        boolean wrapper =
                wrapped
                        && json instanceof Json.Obj(List<Json.Member> members)
                        && members.stream().anyMatch(member -> member.name().equals(VALUE));
        return wrapper || shape.isLike(json);
    }

    private UnparsableAnswerException nothing(
            List<Tried> tried, Candidates candidates, String answer) {
        if (candidates.body().replace("```", "").isBlank()) {
            return unparsable("the answer is empty", answer);
        }
        List<Tried> like = tried.stream().filter(Tried::like).toList();
        if (like.size() > 1) {
            return unparsable("it can be read in more than one way", answer);
        }
        if (like.isEmpty() && tried.size() != 1) {
            return unparsable(none(candidates), answer);
        }
        Tried one = like.isEmpty() ? tried.getFirst() : like.getFirst();
        return new UnparsableAnswerException(shape.expected(), one.problems(), answer);
    }

    private String none(Candidates candidates) {
        if (isScalar()) {
            return "there is not one value alone in the answer";
        }
        return candidates.inSentence()
                ? "what stands in brackets may belong to the sentence around it"
                : "there is no such JSON in the answer";
    }

    private UnparsableAnswerException unparsable(String why, String answer) {
        return new UnparsableAnswerException(shape.expected(), why, answer);
    }

    /// An answer that gives a value, as it is asked for.
    Json write(@Nullable Object value) {
        Json json = shape.write(value);
        return wrapped ? new Json.Obj(List.of(new Json.Member(VALUE, json))) : json;
    }
}
