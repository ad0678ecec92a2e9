package dev.kbench.llm.chaos;

/// What may befall a call.
enum Fault {
    /// It is rejected, and so are the next tries of the same call: status 429.
    RATE_LIMIT("rate_limit", 0.08),
    /// The provider is overloaded: status 503.
    DOWN("down", 0.04),
    /// No answer comes.
    HANG("hang", 0),
    /// The answer stops in the middle.
    CUT("cut", 0.04),
    /// The answer's end is missing, so that no JSON is left.
    BAD_JSON("bad_json", 0.04),
    /// The model refuses.
    REFUSAL("refusal", 0.02),
    /// The answer holds nothing.
    EMPTY("empty", 0.02),
    /// The usage is nonsense, or missing.
    WRONG_USAGE("wrong_usage", 0.04);

    private final String word;
    private final double usual;

    Fault(String word, double usual) {
        this.word = word;
        this.usual = usual;
    }

    /// Its name in a model's id.
    String word() {
        return word;
    }

    /// How often it happens where nothing is said of any.
    double usual() {
        return usual;
    }
}
