package dev.kbench.llm.spi;

import dev.kbench.chat.Role;
import dev.kbench.content.Content;
import dev.kbench.content.ReasoningTrace;

import java.util.List;
import java.util.stream.Collectors;

/// One message of a request.
///
/// @param role whose words it carries
/// @param parts what it carries, in order; never empty
public record RequestMessage(Role role, List<Content> parts) {
    /// Copies the parts and refuses none.
    public RequestMessage {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a message needs at least one part");
        }
    }

    /// A message of one part.
    ///
    /// @param role whose words it carries
    /// @param content what it carries
    public RequestMessage(Role role, Content content) {
        this(role, List.of(content));
    }

    /// The message as a person would read it: its parts without reasoning, a line each.
    ///
    /// @return text; may be empty
    public String text() {
        if (parts.size() == 1) {
            return parts.getFirst().text();
        }
        return parts.stream()
                .filter(part -> !(part instanceof ReasoningTrace))
                .map(Content::text)
                .collect(Collectors.joining("\n"));
    }
}
