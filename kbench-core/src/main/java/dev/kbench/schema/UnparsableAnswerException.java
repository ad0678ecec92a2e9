package dev.kbench.schema;

import dev.kbench.key.KbenchException;

import java.util.List;
import java.util.stream.Collectors;

/// A model's answer cannot be read as what was asked for. The answer itself stays in the chat.
public final class UnparsableAnswerException extends KbenchException {
    private static final long serialVersionUID = 2L;

    /// What was asked for.
    private final String expected;

    /// Why the answer is none.
    private final String why;

    private final transient List<AnswerProblem> problems;

    /// The answer as it was.
    private final String answer;

    /// The model that gave it.
    private final String model;

    /// Whether the model refused to answer.
    private final boolean refused;

    /// Makes one.
    ///
    /// @param expected what was asked for, such as `a whole number`
    /// @param why what is wrong with the answer
    /// @param answer the answer; the message shows its beginning only
    public UnparsableAnswerException(String expected, String why, String answer) {
        this(expected, why, List.of(), answer, "", false);
    }

    /// Makes one of an answer that was understood, and does not fit.
    ///
    /// @param expected what was asked for, such as `a whole number`
    /// @param problems what is wrong with the answer, at least one
    /// @param answer the answer; the message shows its beginning only
    public UnparsableAnswerException(String expected, List<AnswerProblem> problems, String answer) {
        this(
                expected,
                problems.stream().map(AnswerProblem::toString).collect(Collectors.joining("; ")),
                problems,
                answer,
                "",
                false);
    }

    private UnparsableAnswerException(
            String expected,
            String why,
            List<AnswerProblem> problems,
            String answer,
            String model,
            boolean refused) {
        super(
                "%sexpected %s, but %s: %s"
                        .formatted(
                                model.isEmpty() ? "" : model + ": ",
                                expected,
                                why,
                                Excerpt.of(answer)));
        this.expected = expected;
        this.why = why;
        this.problems = List.copyOf(problems);
        this.answer = answer;
        this.model = model;
        this.refused = refused;
    }

    /// The same, with the model that answered.
    ///
    /// @param modelId the model's id
    /// @param refusal whether the model or its provider refused to answer
    /// @return an exception with this one's stack trace
    public UnparsableAnswerException from(String modelId, boolean refusal) {
        var named =
                new UnparsableAnswerException(
                        expected,
                        refusal ? "the model refused to answer" : why,
                        refusal ? List.of() : problems,
                        answer,
                        modelId,
                        refusal);
        named.setStackTrace(getStackTrace());
        return named;
    }

    /// The same for an answer that ended at its limit of tokens, which explains much.
    ///
    /// @return an exception with this one's stack trace that says so
    public UnparsableAnswerException cutOff() {
        var cut =
                new UnparsableAnswerException(
                        expected,
                        why + " (it was cut off at its limit of tokens)",
                        problems,
                        answer,
                        model,
                        refused);
        cut.setStackTrace(getStackTrace());
        return cut;
    }

    /// What is wrong with the answer, each with its place, the rule and the value.
    ///
    /// @return the problems, in order; empty where the answer could not be understood at all
    public List<AnswerProblem> problems() {
        return problems == null ? List.of() : problems;
    }

    /// Why the answer cannot be read.
    ///
    /// @return such as `$.score must be at most 1, got 7`
    public String why() {
        return why;
    }

    /// Whether the model or its provider refused to answer.
    ///
    /// @return false where the answer just cannot be read
    public boolean refused() {
        return refused;
    }

    /// Which model answered.
    ///
    /// @return its id, empty where it is not known
    public String model() {
        return model;
    }

    /// What was asked for.
    ///
    /// @return such as `a whole number`
    public String expected() {
        return expected;
    }

    /// The whole answer.
    ///
    /// @return the model's text
    public String answer() {
        return answer;
    }
}
