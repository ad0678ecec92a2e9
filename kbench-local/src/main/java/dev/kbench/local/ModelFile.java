package dev.kbench.local;

import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.local.worker.Frame;

import java.nio.file.Path;

/// A model's file and how it is to be loaded.
///
/// @param id the model's id as the user wrote it
/// @param path where the file lies
/// @param header what the file says of itself
/// @param context tokens that prompt and answer share
/// @param threads how many threads compute
record ModelFile(String id, Path path, GgufFile header, int context, int threads) {
    /// The usual marks of turns, for a file that brings no template.
    private static final String CHAT_ML =
            """
            {%- for message in messages -%}
            {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>\\n' -}}
            {%- endfor -%}
            {%- if add_generation_prompt -%}{{- '<|im_start|>assistant\\n' -}}{%- endif -%}
            """;

    /// What a worker is told first.
    Frame.Load load() {
        return new Frame.Load(
                path.toAbsolutePath().toString(),
                context,
                threads,
                header.template().isBlank() ? CHAT_ML : header.template());
    }

    /// A prompt and what the tokenizer adds to it by itself.
    TemplatedPrompt templated(Frame.Rendered rendered) {
        boolean more = header.addsBegin() && !rendered.text().startsWith(header.beginToken());
        return more
                ? new TemplatedPrompt(header.beginToken() + rendered.text(), rendered.tokens() + 1)
                : new TemplatedPrompt(rendered.text(), rendered.tokens());
    }

    /// A prompt without what the tokenizer will add to it by itself.
    String bare(TemplatedPrompt prompt) {
        return header.addsBegin() && prompt.text().startsWith(header.beginToken())
                ? prompt.text().substring(header.beginToken().length())
                : prompt.text();
    }

    /// How many tokens an answer may have after a prompt.
    ///
    /// @throws PermanentProviderException if there is no room for any
    int room(int promptTokens) {
        if (promptTokens >= context) {
            throw new PermanentProviderException(
                    Trouble.REQUEST_REFUSED,
                    id,
                    0,
                    "the prompt has %d tokens, and the context of %s holds %d, the answer included; shorten the prompt, or set KBENCH_LOCAL_CONTEXT higher%s"
                            .formatted(promptTokens, id, context, trained()),
                    null);
        }
        return context - promptTokens;
    }

    private String trained() {
        return header.trainedContext() > 0
                ? " (the model was trained on up to %d)".formatted(header.trainedContext())
                : "";
    }
}
