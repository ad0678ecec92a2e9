package dev.kbench.schema;

import dev.kbench.key.KbenchException;

/// A model's answer cannot be read as what was asked for. The answer itself stays in the chat.
public final class UnparsableAnswerException extends KbenchException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String why;
    private final String answer;
    private final String model;

    /// Makes one.
    ///
    /// @param expected what was asked for, such as `a whole number`
    /// @param why what is wrong with the answer
    /// @param answer the answer; the message shows its beginning only
    public UnparsableAnswerException(String expected, String why, String answer) {
        this(expected, why, answer, "");
    }

    private UnparsableAnswerException(String expected, String why, String answer, String model) {
        super(
                "%sexpected %s, but %s: %s"
                        .formatted(
                                model.isEmpty() ? "" : model + ": ",
                                expected,
                                why,
                                Excerpt.of(answer)));
        this.expected = expected;
        this.why = why;
        this.answer = answer;
        this.model = model;
    }

    /// The same, with the model that answered.
    ///
    /// @param modelId the model's id
    /// @return an exception with this one's stack trace
    public UnparsableAnswerException from(String modelId) {
        var named = new UnparsableAnswerException(expected, why, answer, modelId);
        named.setStackTrace(getStackTrace());
        return named;
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
