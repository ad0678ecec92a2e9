package dev.kbench.llm.limit;

import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.RequestMessage;

/// How long a request is.
public final class PromptSize {
    /// A picture, sound or film, in characters of text: a thousand tokens.
    private static final long MEDIA = 4_000;

    private PromptSize() {}

    /// The length of all its messages.
    ///
    /// @param request the request
    /// @return in characters of text; a picture, sound or film counts as 4,000
    public static long of(ModelRequest request) {
        long sum = 0;
        for (RequestMessage message : request.messages()) {
            for (Content part : message.parts()) {
                sum += part instanceof Media ? MEDIA : part.text().length();
            }
        }
        return sum;
    }
}
