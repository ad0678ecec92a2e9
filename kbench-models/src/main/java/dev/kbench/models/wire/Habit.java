package dev.kbench.models.wire;

/// How a model wants to be told something, where models of one protocol differ.
public enum Habit {
    /// Chat completions: a stream tells its usage where it is asked to.
    USAGE_IN_STREAMS,
    /// Chat completions: the limit of tokens is called `max_completion_tokens`, not `max_tokens`.
    COMPLETION_TOKENS,
    /// Chat completions: a message that does nothing but call tools has null for its content, as
    /// the Kaggle Model Proxy has it. Elsewhere it has an empty text: llama.cpp's server refuses
    /// null.
    NULL_CONTENT,
    /// Chat completions: a film is a part of the kind `image_url`, not `video_url`.
    FILM_AS_IMAGE,
    /// Chat completions: a model of Google's shows its thoughts where `extra_body` asks for them,
    /// as the Kaggle Model Proxy takes it.
    GOOGLE_THOUGHTS,
    /// Chat completions: a schema goes with the format `json_object`, as some of llama.cpp's
    /// servers take it, not with `json_schema`.
    SCHEMA_IN_JSON_OBJECT,
    /// Google and Anthropic: the model thinks by a level, not by a budget of tokens.
    LEVELS,
    /// Google and Anthropic: thoughts are shown where that is asked for.
    SHOWN_THOUGHTS,
    /// Anthropic: the model thinks unless it is told not to.
    THINKS_UNASKED,
    /// Google: an answer's form is told as a JSON schema, not as one of OpenAPI's.
    JSON_SCHEMAS,
    /// Google: instructions stand among the user's words, not apart.
    INSTRUCTIONS_AS_WORDS,
    /// Responses: reasoning comes encrypted, to be sent back.
    ENCRYPTED_REASONING,
    /// Responses: reasoning is summed up where it is asked for.
    REASONING_SUMMARY
}
