package dev.kbench.llm.spi;

import dev.kbench.chat.Role;
import dev.kbench.content.Content;

/// One message of a request.
///
/// @param role whose words it carries
/// @param content what it carries
public record RequestMessage(Role role, Content content) {
    /// The content as text.
    ///
    /// @return text; may be empty
    public String text() {
        return content.text();
    }
}
