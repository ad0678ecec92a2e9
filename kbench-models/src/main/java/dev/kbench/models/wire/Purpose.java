package dev.kbench.models.wire;

/// What a request is for, in the words of messages.
public enum Purpose {
    /// A model's answer.
    ANSWER(
            "an answer",
            "may use this model",
            "no such model or address",
            "check the model's name, and the base URL, which mostly ends in %s",
            "check the prompt's options and what this model takes",
            "check the base URL, or limit the answer with maxTokens",
            "allow more time, or limit the answer with maxTokens"),
    /// The models that a server has.
    LIST(
            "a list of models",
            "may list models",
            "no such address",
            "check the base URL, which mostly ends in %s; a server that has no list can be asked"
                    + " for a model: kbench models M",
            "the server may have no list; ask it for a model: kbench models M",
            "check the base URL, or ask for a model: kbench models M",
            "check that the server runs, or ask it for a model: kbench models M");

    final String expected;
    final String allowed;
    final String unknown;
    final String whereUnknown;
    final String whereRefused;
    final String whereLarge;
    final String whereSlow;

    Purpose(
            String expected,
            String allowed,
            String unknown,
            String whereUnknown,
            String whereRefused,
            String whereLarge,
            String whereSlow) {
        this.expected = expected;
        this.allowed = allowed;
        this.unknown = unknown;
        this.whereUnknown = whereUnknown;
        this.whereRefused = whereRefused;
        this.whereLarge = whereLarge;
        this.whereSlow = whereSlow;
    }
}
