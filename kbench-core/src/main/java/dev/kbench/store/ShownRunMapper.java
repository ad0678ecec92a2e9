package dev.kbench.store;

import dev.kbench.content.MediaBytes;
import dev.kbench.event.Usage;
import dev.kbench.store.RunFile.Content;
import dev.kbench.store.RunFile.Conversation;
import dev.kbench.store.RunFile.Metrics;
import dev.kbench.store.RunFile.Request;
import dev.kbench.store.RunFile.Result;
import dev.kbench.store.ShownRun.Said;
import dev.kbench.store.ShownRun.Talk;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.StringJoiner;

/// From what a run file says to what a person reads.
final class ShownRunMapper {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STATE = "BENCHMARK_TASK_RUN_STATE_";
    private static final String ROLE = "CONTENT_ROLE_";

    private ShownRunMapper() {}

    /// Refuses JSON of something else.
    static void check(Path file, RunFile run) {
        if (run.taskVersion() == null && run.conversations().isEmpty()) {
            throw new StoreException(
                    "%s is no run file: expected one such as Quiz-run_id_Run_1.run.json, with a taskVersion in it"
                            .formatted(file),
                    null);
        }
    }

    static ShownRun shown(RunFile run) {
        return new ShownRun(
                run.taskVersion() == null ? "" : run.taskVersion().name(),
                run.modelVersion() == null ? "" : run.modelVersion().slug(),
                orEmpty(run.state()).replace(STATE, "").toLowerCase(Locale.ROOT),
                orEmpty(run.startTime()),
                orEmpty(run.endTime()),
                result(run.results()),
                orEmpty(run.errorMessage()),
                talks(run.conversations()),
                run.assertions().stream().map(FiledDetail::assertion).toList(),
                run.subruns().stream().map(ShownRunMapper::shown).toList());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String result(List<Result> results) {
        StringJoiner text = new StringJoiner(", ");
        for (Result result : results) {
            if (result.bool() != null) {
                text.add(result.bool().toString());
            } else if (result.dict() != null) {
                text.add(JSON.writeValueAsString(result.dict()));
            } else if (result.numeric() != null) {
                RunFile.Numeric numeric = result.numeric();
                text.add(
                        PlatformJson.number(numeric.value())
                                + (numeric.confidenceInterval() == null
                                        ? ""
                                        : " ± "
                                                + PlatformJson.number(
                                                        numeric.confidenceInterval())));
            }
        }
        return text.toString();
    }

    /// The original lists conversations depth first and does not say what each was opened in: then
    /// they stand in the run's own.
    private static List<Talk> talks(List<Conversation> conversations) {
        List<Talk> talks = new ArrayList<>();
        for (Conversation one : conversations) {
            String parent =
                    one.unknown().get("parentConversationId") instanceof String id
                            ? id
                            : talks.isEmpty() ? "" : talks.getFirst().id();
            List<Said> said = new ArrayList<>();
            for (Request request : one.requests()) {
                request.contents().forEach(content -> said.add(said(content)));
                List<String> repairs = OwnSection.repairs(request.unknown());
                if (!repairs.isEmpty() && !said.isEmpty()) {
                    said.add(said.removeLast().with(repairs));
                }
            }
            OwnSection.unanswered(one.unknown()).forEach(content -> said.add(said(content)));
            talks.add(
                    new Talk(
                            one.id(),
                            one.id().replaceFirst("-[0-9a-f]{8}$", ""),
                            parent,
                            usage(one),
                            (int)
                                    one.requests().stream()
                                            .filter(call -> OwnSection.isReplayed(call.unknown()))
                                            .count(),
                            said));
        }
        return talks;
    }

    /// The platform's message has 0 for tokens that are not known.
    private static Usage usage(Conversation talk) {
        Metrics all = talk.metrics();
        if (all == null) {
            return Usage.NONE;
        }
        long unpriced =
                talk.requests().stream()
                        .map(Request::metrics)
                        .filter(Objects::nonNull)
                        .filter(one -> one.inputCost() == null || one.outputCost() == null)
                        .filter(one -> one.inputTokens() + one.outputTokens() > 0)
                        .count();
        boolean counted = all.inputTokens() + all.outputTokens() > 0;
        Usage usage =
                (counted ? Usage.ofTokens(all.inputTokens(), all.outputTokens()) : Usage.NONE)
                        .costing(known(all.inputCost()), known(all.outputCost()));
        return usage.costNanodollars().isEmpty() ? usage : usage.unpriced(unpriced);
    }

    private static OptionalLong known(@Nullable Long figure) {
        return figure == null ? OptionalLong.empty() : OptionalLong.of(figure);
    }

    private static Said said(Content content) {
        StringJoiner text = new StringJoiner("\n");
        boolean tool = "CONTENT_ROLE_CONTEXT".equals(content.role());
        content.parts().forEach(part -> text.add(tool ? toolResult(part(part)) : part(part)));
        Map<?, ?> own = OwnSection.own(content.unknown());
        List<String> listeners = new ArrayList<>();
        if (own.get("visibleTo") instanceof List<?> ids) {
            ids.forEach(id -> listeners.add(String.valueOf(id)));
        }
        String sender = orEmpty(content.senderName());
        return new Said(
                orEmpty(content.role()).replace(ROLE, "").toLowerCase(Locale.ROOT),
                sender,
                text.toString(),
                own.get("order") instanceof Number order ? order.longValue() : -1,
                own.get("speaker") instanceof String id ? id : sender,
                own.get("channel") instanceof String channel ? channel : "",
                !own.containsKey("visibleTo"),
                listeners,
                own.get("shown") instanceof String shown ? shown : text.toString(),
                List.of());
    }

    private static String part(Map<String, Object> part) {
        if (part.get("inlineData") instanceof Map<?, ?> data) {
            return bytes(kind(data), String.valueOf(data.get("data")));
        }
        if (part.get("fileData") instanceof Map<?, ?> file) {
            return "[%s %s]".formatted(kind(file), file.get("fileUri"));
        }
        return once(part.get("text") instanceof String text ? text : "");
    }

    /// What a tool was called with, and what came of it.
    private static String toolResult(String text) {
        JsonNode body;
        try {
            body = JSON.readTree(text);
        } catch (JacksonException e) {
            return text;
        }
        if (!body.has("name") || !body.has("arguments")) {
            return text;
        }
        JsonNode error = body.path("error");
        JsonNode output = body.path("output");
        return "%s → %s"
                .formatted(
                        said(body.get("arguments")),
                        error.isString() ? "error: " + error.asString() : said(output));
    }

    private static String said(JsonNode value) {
        return value.isString() ? value.asString() : value.toString();
    }

    private static String kind(Map<?, ?> file) {
        return file.get("mimeType") instanceof String mime ? mime : "file";
    }

    private static String bytes(String kind, String base64) {
        try {
            MediaBytes bytes = MediaBytes.parse(base64);
            return "[%s %d bytes, sha256 %s…]"
                    .formatted(kind, bytes.size(), bytes.sha256().substring(0, 8));
        } catch (IllegalArgumentException e) {
            return "[%s, not readable]".formatted(kind);
        }
    }

    /// Structured answers of the original are JSON texts inside JSON. A text that is in quotes
    /// otherwise was said so.
    static String once(String text) {
        if (!text.startsWith("\"") || !text.endsWith("\"")) {
            return text;
        }
        try {
            JsonNode inner = JSON.readTree(text);
            boolean structured = inner.isString() && JSON.readTree(inner.asString()).isContainer();
            return structured ? inner.asString() : text;
        } catch (JacksonException e) {
            return text;
        }
    }
}
