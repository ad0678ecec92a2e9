package dev.kbench.schema;

import dev.kbench.internal.answer.Candidate;
import dev.kbench.internal.answer.Candidates;
import dev.kbench.internal.answer.Json;
import dev.kbench.internal.answer.Tolerance;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// From a model's text to a value. Exactly one value must be meant: of two that could be, none is
/// taken, and what comes close to one counts as one. All else is a refusal that says what is wrong.
///
/// @param shape what is asked for
/// @param wrapped whether it is asked for as `{"value": …}`; the bare value is read too
record AnswerReader(Shape shape, boolean wrapped) {
    static final String VALUE = "value";

    /// A candidate, tried.
    ///
    /// @param value what it gives, null where it gives nothing
    /// @param written the value as JSON, empty where it gives nothing
    /// @param like whether it is meant as an answer, as far as can be seen
    /// @param problems why it gives nothing
    /// @param repairs what was repaired in it
    private record Tried(
            @Nullable Object value,
            String written,
            boolean like,
            List<AnswerProblem> problems,
            Repairs repairs) {
        boolean gives() {
            return !written.isEmpty();
        }
    }

    @SuppressWarnings("NullAway") // the schema of a whole answer has no null
    Reading<Object> read(String answer) {
        Candidates candidates = Candidates.in(answer, isScalar(), !isText());
        if (!candidates.broken().isEmpty()) {
            throw unparsable(candidates.broken(), answer);
        }
        List<Tried> tried = new ArrayList<>();
        List<Tried> beside = new ArrayList<>();
        for (Candidate candidate : candidates.found()) {
            (candidate.beside() ? beside : tried)
                    .add(attempt(candidate.value(), candidate.tolerated()));
        }
        List<Tried> giving = tried.stream().filter(Tried::gives).toList();
        if (giving.isEmpty()) {
            throw nothing(tried, candidates.body(), answer);
        }
        Tried first = giving.getFirst();
        boolean single =
                Stream.concat(giving.stream(), beside.stream().filter(Tried::gives))
                                .allMatch(each -> each.written().equals(first.written()))
                        && tried.stream().allMatch(each -> each.gives() || !each.like());
        if (!single) {
            throw unparsable("it can be read in more than one way", answer);
        }
        if (giving.size() > 1) {
            first.repairs().add(Tolerance.SAID_AGAIN.words());
        }
        if (giving.size() < tried.size()) {
            first.repairs().add(Tolerance.OTHER_JSON.words());
        }
        return new Reading<>(first.value(), first.repairs().list());
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

    private Tried attempt(Json json, Set<Tolerance> tolerated) {
        Json inside = inside(json);
        if (inside == null) {
            return attempt(json, tolerated, isLike(json));
        }
        Tried tried = attempt(wrapped ? inside : json, tolerated, wrapped || isLike(json));
        if (tried.gives()) {
            return tried;
        }
        Tried other = attempt(wrapped ? json : inside, tolerated, true);
        if (other.gives() && !wrapped) {
            other.repairs().add("took the answer out of \"value\"");
        }
        return other.gives() ? other : tried;
    }

    private Tried attempt(Json json, Set<Tolerance> tolerated, boolean like) {
        Repairs repairs = new Repairs();
        tolerated.forEach(each -> repairs.add(each.words()));
        String wrong = wrong(json);
        if (!wrong.isEmpty()) {
            AnswerProblem problem = new AnswerProblem("$", wrong, Spot.shown(json));
            return new Tried(null, "", like, List.of(problem), repairs);
        }
        try {
            Object value = shape.read(json, Spot.root(repairs));
            return new Tried(value, shape.write(value).json(), true, List.of(), repairs);
        } catch (MisfitException e) {
            return new Tried(null, "", like, e.problems(), repairs);
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

    /// A wrapper's value.
    private static @Nullable Json inside(Json json) {
        return json instanceof Json.Obj(List<Json.Member> members)
                        && members.size() == 1
                        && members.getFirst().name().equals(VALUE)
                ? members.getFirst().value()
                : null;
    }

    private boolean isLike(Json json) {
        boolean wrapper =
                wrapped
                        && json instanceof Json.Obj(List<Json.Member> members)
                        && members.stream().anyMatch(member -> member.name().equals(VALUE));
        return wrapper || shape.isLike(json);
    }

    private UnparsableAnswerException nothing(List<Tried> tried, String body, String answer) {
        if (body.replace("```", "").isBlank()) {
            return unparsable("the answer is empty", answer);
        }
        List<Tried> like = tried.stream().filter(Tried::like).toList();
        if (like.size() > 1) {
            return unparsable("it can be read in more than one way", answer);
        }
        if (like.isEmpty() && tried.size() != 1) {
            return unparsable(
                    isScalar()
                            ? "there is not one value alone in the answer"
                            : "there is no such JSON in the answer",
                    answer);
        }
        Tried one = like.isEmpty() ? tried.getFirst() : like.getFirst();
        return new UnparsableAnswerException(shape.expected(), one.problems(), answer);
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
