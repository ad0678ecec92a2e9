package dev.kbench.models.openai;

/// What a request is for, in the words of messages.
enum Purpose {
    /// A model's answer.
    ANSWER(
            "an answer",
            "may use this model",
            "no such model or address",
            "check the model's name, and the base URL, which mostly ends in /v1",
            "check the prompt's options and what this model takes",
            "limit the answer with maxTokens"),
    /// The models that a server has.
    LIST(
            "a list of models",
            "may list models",
            "no such address",
            "check the base URL, which mostly ends in /v1; a server that has no list can be asked"
                    + " for a model: kbench models M",
            "the server may have no list; ask it for a model: kbench models M",
            "ask it for a model: kbench models M");

    final String expected;
    final String allowed;
    final String unknown;
    final String whereUnknown;
    final String whereRefused;
    final String shorter;

    Purpose(
            String expected,
            String allowed,
            String unknown,
            String whereUnknown,
            String whereRefused,
            String shorter) {
        this.expected = expected;
        this.allowed = allowed;
        this.unknown = unknown;
        this.whereUnknown = whereUnknown;
        this.whereRefused = whereRefused;
        this.shorter = shorter;
    }
}
