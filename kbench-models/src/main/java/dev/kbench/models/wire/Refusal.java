package dev.kbench.models.wire;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether an error says that the model does not take a parameter at all, and which. Servers word
/// it in many ways; what they share is the parameter's name and a word that rules it out. A value
/// out of its range is another thing: the user set it, and shall know.
final class Refusal {
    private static final Pattern RULED_OUT =
            Pattern.compile(
                    "not supported|n't supported|unsupported|(?:does|do) not support"
                            + "|(?:does|do)n't support|not support|unknown|unrecogni[sz]ed"
                            + "|not recogni[sz]ed|unexpected|not permitted|not allowed"
                            + "|extra (?:inputs|fields|parameters)|forbidden|deprecated"
                            + "|unavailable|not available|cannot find field|no longer"
                            + "|not implemented|cannot be (?:used|set|specified)"
                            + "|not compatible|incompatible|only the default|not enabled"
                            + "|only works in|may only be set|can(?:'|no)t be disabled"
                            + "|not match any of the expected|must be verified"
                            + "|which is the maximum allowed"
                            + "|input should be 'text'");
    private static final Set<String> KINDS =
            Set.of(
                    "unsupported_parameter",
                    "unsupported_value",
                    "unknown_parameter",
                    "extra_forbidden",
                    "unsupported_field");

    /// What a parameter is also called, in lower case.
    private static final Map<String, List<String>> ALSO =
            Map.ofEntries(
                    Map.entry(
                            "response_format",
                            List.of(
                                    "json_schema",
                                    "responseformat",
                                    "structured output",
                                    "json schema")),
                    Map.entry(
                            "reasoning_effort",
                            List.of(
                                    "reasoningeffort",
                                    "reasoning effort",
                                    "reasoning",
                                    "thinking")),
                    Map.entry("stream_options", List.of("include_usage", "streamoptions")),
                    Map.entry("stream", List.of("streaming")),
                    Map.entry("extra_body", List.of("thinking_config", "include_thoughts")),
                    Map.entry(
                            "thinkingConfig",
                            List.of(
                                    "thinking_config",
                                    "thinkingbudget",
                                    "thinking_budget",
                                    "thinkinglevel",
                                    "thinking_level",
                                    "includethoughts",
                                    "include_thoughts",
                                    "thinking",
                                    "budget")),
                    Map.entry(
                            "responseSchema",
                            List.of(
                                    "response_schema",
                                    "json mode",
                                    "json schema",
                                    "structured output",
                                    "responsemimetype",
                                    "response_mime_type",
                                    "response mime type")),
                    Map.entry(
                            "responseJsonSchema",
                            List.of(
                                    "response_json_schema",
                                    "responseschema",
                                    "response_schema",
                                    "json mode",
                                    "json schema",
                                    "structured output",
                                    "responsemimetype",
                                    "response_mime_type",
                                    "response mime type")),
                    Map.entry(
                            "systemInstruction",
                            List.of(
                                    "system_instruction",
                                    "system instruction",
                                    "developer instruction")),
                    Map.entry(
                            "output_config.format",
                            List.of(
                                    "output_format",
                                    "output format",
                                    "structured outputs",
                                    "structured output",
                                    "json_schema")),
                    Map.entry("output_config.effort", List.of("effort")),
                    Map.entry(
                            "text.format",
                            List.of("text.format.type", "json_schema", "structured output")),
                    Map.entry(
                            "reasoning.summary",
                            List.of("reasoning summary", "reasoning summaries")),
                    Map.entry("reasoning.effort", List.of("reasoning", "effort")),
                    Map.entry(
                            "include",
                            List.of("encrypted content", "reasoning.encrypted_content")));

    private Refusal() {}

    /// Whether an error speaks of the request at all. A server of llama.cpp's tells what is wrong
    /// with one as an error of its own, and so are a template's words on the order of roles.
    static boolean mayBe(int status, ServerError error) {
        return status == 400
                || status == 422
                || (status == 500
                        && (error.message().contains("validation error")
                                || RoleOrder.isMeant(error)));
    }

    /// Reads an error.
    ///
    /// @param error what the server says
    /// @param sent the parameters that were sent
    /// @return the parameter that it rules out, empty where it rules out none of them
    static Optional<String> of(ServerError error, Collection<String> sent) {
        if (sent.contains(RoleOrder.MESSAGES) && RoleOrder.isMeant(error)) {
            return Optional.of(RoleOrder.MESSAGES);
        }
        return ofParameter(
                error, sent.stream().filter(name -> !name.equals(RoleOrder.MESSAGES)).toList());
    }

    private static Optional<String> ofParameter(ServerError error, Collection<String> sent) {
        String words = error.message().toLowerCase(Locale.ROOT);
        if (!KINDS.contains(error.kind().toLowerCase(Locale.ROOT))
                && !RULED_OUT.matcher(words).find()) {
            return Optional.empty();
        }
        String param = error.param().toLowerCase(Locale.ROOT);
        if (!param.isEmpty()) {
            Optional<String> named = sent.stream().filter(name -> isCalled(name, param)).findAny();
            if (named.isPresent()) {
                return named;
            }
        }
        return first(words, sent);
    }

    private static boolean isCalled(String name, String param) {
        String known = name.toLowerCase(Locale.ROOT);
        return param.equals(known)
                || param.startsWith(known + ".")
                || ALSO.getOrDefault(name, List.of()).contains(param);
    }

    /// The one that is named first: an error that rules one out may advise another.
    private static Optional<String> first(String words, Collection<String> sent) {
        String found = null;
        int at = Integer.MAX_VALUE;
        for (String name : sent) {
            int place = place(words, name);
            for (String other : ALSO.getOrDefault(name, List.of())) {
                place = Math.min(place, place(words, other));
            }
            if (place < at) {
                at = place;
                found = name;
            }
        }
        return Optional.ofNullable(found);
    }

    private static int place(String words, String name) {
        Matcher matcher =
                Pattern.compile(
                                "(?<![a-z0-9_])"
                                        + Pattern.quote(name.toLowerCase(Locale.ROOT))
                                        + "(?![a-z0-9_])")
                        .matcher(words);
        return matcher.find() ? matcher.start() : Integer.MAX_VALUE;
    }
}
