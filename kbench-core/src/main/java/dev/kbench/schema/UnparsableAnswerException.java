package dev.kbench.schema;

import dev.kbench.key.KbenchException;

/// A model's answer cannot be read as what was asked for. The answer itself stays in the chat.
public final class UnparsableAnswerException extends KbenchException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String why;
    private final String answer;
    private final String model;
    private final boolean refused;

    /// Makes one.
    ///
    /// @param expected what was asked for, such as `a whole number`
    /// @param why what is wrong with the answer
    /// @param answer the answer; the message shows its beginning only
    public UnparsableAnswerException(String expected, String why, String answer) {
        this(expected, why, answer, "", false);
    }

    private UnparsableAnswerException(
            String expected, String why, String answer, String model, boolean refused) {
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
                        answer,
                        modelId,
                        refusal);
        named.setStackTrace(getStackTrace());
        return named;
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
