package dev.kbench.store;

import dev.kbench.chat.ReplyDetails;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.CallRetry;
import dev.kbench.event.Usage;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.store.RunFile.Content;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What a run file says beyond the platform's message, under one name. A reader that does not know
/// it passes it by.
///
/// Of a message in a room: its `order` among those of room and channels, its `speaker` where that
/// is not the sender's name, its `channel`, whom alone it was `visibleTo`, and what others were
/// `shown` of a typed answer. Of a request: its `retries`, the requests before it that came to
/// nothing, each with `attempt`, `trouble`, `status`, `words`, `tookMs` and `pauseMs`; its
/// `repairs`, what had to be put up with in its answer, in words; `cachedTokens` and
/// `reasoningTokens`; `replayed`, true where the answer is a recording, whose cost was paid when it
/// was recorded. Of an assertion: its `type`, which is the assertion's name, and where there are
/// any the `values` of its call, by name, and in what they differ (`difference`). Of a
/// conversation: its `unanswered` contents, those behind the last answer, for which the platform's
/// message has no place. Of a run: the same figures over its calls and its sub-runs', and where
/// their cost is known in part, `unpricedCalls`, the number of calls that it is not known of; and
/// of one that did not complete its `reason`, such as `TIMED_OUT`, unless it failed by an
/// exception; of one that failed its `resultType`, such as `SCORE`, where its task gives more than
/// passed or not; of one that was merged from others its `merged`: how many `runs` there were, and
/// how many `completed`, `failed` and were `unmeasured`. What is not known is not there.
final class OwnSection {
    static final String NAME = "kbench";
    private static final String REPAIRS = "repairs";
    private static final String TYPE = "type";
    private static final String VALUES = "values";
    private static final String DIFFERENCE = "difference";
    private static final String UNANSWERED = "unanswered";
    private static final String PARTS = "parts";
    private static final String ROLE = "role";
    private static final String SENDER = "senderName";
    private static final String REPLAYED = "replayed";
    private static final String REASON = "reason";
    private static final String RESULT_TYPE = "resultType";
    private static final String MERGED = "merged";
    private static final String UNPRICED = "unpricedCalls";
    private static final String CACHED = "cachedTokens";
    private static final String REASONING = "reasoningTokens";

    private OwnSection() {}

    static Optional<Map<String, Object>> of(ReplyDetails details) {
        Map<String, Object> own = new LinkedHashMap<>();
        if (!details.retries().isEmpty()) {
            List<Object> retries = new ArrayList<>();
            details.retries().forEach(retry -> retries.add(retry(retry)));
            own.put("retries", retries);
        }
        if (!details.repairs().isEmpty()) {
            own.put(REPAIRS, details.repairs());
        }
        figures(details.usage(), own);
        if (details.replayed()) {
            own.put(REPLAYED, true);
        }
        return own.isEmpty() ? Optional.empty() : Optional.of(own);
    }

    static Map<String, Object> of(AssertionResult assertion) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put(TYPE, assertion.type());
        if (!assertion.values().isEmpty()) {
            own.put(VALUES, assertion.values());
        }
        if (!assertion.difference().isEmpty()) {
            own.put(DIFFERENCE, assertion.difference());
        }
        return own;
    }

    /// An assertion, with what this section says of it.
    ///
    /// @param known the same, as the platform's message has it
    static AssertionResult assertion(Map<String, Object> unknown, AssertionResult known) {
        Map<?, ?> own = own(unknown);
        SequencedMap<String, String> values = new LinkedHashMap<>();
        if (own.get(VALUES) instanceof Map<?, ?> given) {
            given.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        }
        return new AssertionResult(
                own.get(TYPE) instanceof String type ? type : known.type(),
                known.passed(),
                known.expectation(),
                known.line(),
                known.source(),
                known.chatId(),
                known.requestCount(),
                values,
                own.get(DIFFERENCE) instanceof String difference ? difference : "");
    }

    static Map<String, Object> ofUnanswered(List<Content> contents) {
        return Map.of(UNANSWERED, contents.stream().map(OwnSection::tree).toList());
    }

    private static Map<String, Object> tree(Content content) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(PARTS, content.parts());
        if (content.role() != null) {
            tree.put(ROLE, content.role());
        }
        if (content.senderName() != null) {
            tree.put(SENDER, content.senderName());
        }
        tree.putAll(content.unknown());
        return tree;
    }

    /// What was said behind a conversation's last answer, as a file says it.
    static List<Content> unanswered(Map<String, Object> conversation) {
        List<Content> contents = new ArrayList<>();
        if (own(conversation).get(UNANSWERED) instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> tree) {
                    contents.add(content(tree));
                }
            }
        }
        return contents;
    }

    private static Content content(Map<?, ?> tree) {
        List<Map<String, Object>> parts = new ArrayList<>();
        if (tree.get(PARTS) instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> part) {
                    parts.add(named(part));
                }
            }
        }
        return new Content(
                parts,
                tree.get(ROLE) instanceof String role ? role : null,
                tree.get(SENDER) instanceof String sender ? sender : null,
                named(tree));
    }

    private static Map<String, Object> named(Map<?, ?> tree) {
        Map<String, Object> named = new LinkedHashMap<>();
        tree.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    /// What had to be put up with in a request's answer, as a file says it.
    static List<String> repairs(Map<String, Object> request) {
        return own(request).get(REPAIRS) instanceof List<?> repairs
                ? repairs.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// Whether a request was answered by a recording, as a file says it.
    static boolean isReplayed(Map<String, Object> request) {
        return Boolean.TRUE.equals(own(request).get(REPLAYED));
    }

    /// Why a run did not complete, as its file says it; empty where it does not.
    ///
    /// @param failed whether it failed, which by an exception says nothing further
    static String reason(RunFile run, boolean failed) {
        return own(run.unknown()).get(REASON) instanceof String reason
                ? reason
                : failed ? FailureKind.EXCEPTION.name() : "";
    }

    /// What the file of a merged run says beyond the platform's message.
    static Map<String, Object> ofMerged(Map<String, Object> counts) {
        return Map.of(NAME, Map.of(MERGED, counts));
    }

    /// Whether a run was merged from others.
    static boolean isMerged(RunFile run) {
        return own(run.unknown()).containsKey(MERGED);
    }

    /// The figures that only this section has, and with them those that are known from elsewhere.
    static Usage figures(RunFile run, Usage known) {
        Map<?, ?> own = own(run.unknown());
        Usage more =
                new Usage(
                        known.inputTokens(),
                        known.outputTokens(),
                        number(own.get(CACHED)),
                        number(own.get(REASONING)),
                        known.inputCostNanodollars(),
                        known.outputCostNanodollars(),
                        known.backendLatencyMs());
        OptionalLong unpriced = number(own.get(UNPRICED));
        return unpriced.isPresent() ? more.unpriced(unpriced.getAsLong()) : more;
    }

    static Map<?, ?> own(Map<String, Object> unknown) {
        return unknown.get(NAME) instanceof Map<?, ?> own ? own : Map.of();
    }

    private static OptionalLong number(@Nullable Object value) {
        return value instanceof Number n ? OptionalLong.of(n.longValue()) : OptionalLong.empty();
    }

    static Optional<Map<String, Object>> of(Run<?> run) {
        Map<String, Object> own = new LinkedHashMap<>();
        figures(run.usage(), own);
        if (run.usage().costNanodollars().isPresent()) {
            figure(UNPRICED, run.usage().unpricedCalls(), own);
        }
        String reason = OutcomeRecord.kindOf(run.outcome()).reason();
        if (!reason.isEmpty() && !reason.equals(FailureKind.EXCEPTION.name())) {
            own.put(REASON, reason);
        }
        if (run.outcome() instanceof Outcome.Failed<?> && givesMore(run.task().resultType())) {
            own.put(RESULT_TYPE, run.task().resultType().name());
        }
        return own.isEmpty() ? Optional.empty() : Optional.of(own);
    }

    private static boolean givesMore(ResultType type) {
        return type != ResultType.PASS_FAIL && type != ResultType.BOOLEAN;
    }

    /// Whether the file of a run that failed says that its task gives more than passed or not.
    static boolean owesAValue(RunFile run) {
        return own(run.unknown()).containsKey(RESULT_TYPE);
    }

    private static Map<String, Object> retry(CallRetry retry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("attempt", (long) retry.attempt());
        fields.put("trouble", retry.trouble());
        if (retry.status() != 0) {
            fields.put("status", (long) retry.status());
        }
        if (!retry.words().isEmpty()) {
            fields.put("words", retry.words());
        }
        fields.put("tookMs", retry.took().toMillis());
        fields.put("pauseMs", retry.pause().toMillis());
        return fields;
    }

    private static void figures(Usage usage, Map<String, Object> own) {
        figure(CACHED, usage.cachedTokens(), own);
        figure(REASONING, usage.reasoningTokens(), own);
    }

    private static void figure(String name, OptionalLong figure, Map<String, Object> own) {
        if (figure.isPresent()) {
            own.put(name, figure.getAsLong());
        }
    }
}
