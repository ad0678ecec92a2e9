package dev.kbench.local.worker;

import java.util.List;

/// What parent and child say to each other.
public sealed interface Frame {
    /// From the parent, first: which file to load and how.
    ///
    /// @param file the GGUF file's path
    /// @param context tokens that prompt and answer share
    /// @param threads how many threads compute, at least 1
    /// @param template the chat template's Jinja source
    record Load(String file, int context, int threads, String template) implements Frame {}

    /// From the child: the model is loaded.
    record Ready() implements Frame {}

    /// From the child: the model cannot be loaded.
    ///
    /// @param message the library's words
    record NotLoaded(String message) implements Frame {}

    /// From the parent: write a conversation as the model's prompt.
    ///
    /// @param id the request's number
    /// @param roles a role each message
    /// @param texts a text each message
    record Render(long id, List<String> roles, List<String> texts) implements Frame {
        /// Copies the lists.
        public Render {
            roles = List.copyOf(roles);
            texts = List.copyOf(texts);
        }
    }

    /// From the child: the prompt.
    ///
    /// @param id the request's number
    /// @param text the prompt
    /// @param tokens how many tokens it is
    record Rendered(long id, String text, int tokens) implements Frame {}

    /// From the parent: answer a prompt.
    ///
    /// @param id the request's number
    /// @param prompt the prompt
    /// @param maxTokens the most tokens to answer with
    /// @param numbers sampling parameters by name
    /// @param schema the JSON schema that the answer is held to; empty for none
    record Generate(long id, String prompt, int maxTokens, List<Parameter> numbers, String schema)
            implements Frame {
        /// Copies the list.
        public Generate {
            numbers = List.copyOf(numbers);
        }
    }

    /// One sampling parameter.
    ///
    /// @param name one of {@link #NAMES}
    /// @param value its value
    record Parameter(String name, double value) {
        /// The parameters there are.
        public static final List<String> NAMES =
                List.of("temperature", "seed", "top_p", "top_k", "min_p", "repeat_penalty");
    }

    /// From the child: the next piece of an answer.
    ///
    /// @param id the request's number
    /// @param text the piece; may be empty
    record Piece(long id, String text) implements Frame {}

    /// From the child: the answer has ended.
    ///
    /// @param id the request's number
    /// @param task the number under which the library's log tells of it
    record Done(long id, int task) implements Frame {}

    /// From the child: there is no answer.
    ///
    /// @param id the request's number
    /// @param message the library's words
    record Failed(long id, String message) implements Frame {}

    /// From the parent: stop answering a request.
    ///
    /// @param id the request's number
    record Cancel(long id) implements Frame {}
}
