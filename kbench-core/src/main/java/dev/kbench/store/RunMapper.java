package dev.kbench.store;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.Usage;
import dev.kbench.run.FailureKind;
import dev.kbench.run.MetricWithCI;
import dev.kbench.run.Outcome;
import dev.kbench.run.PassCount;
import dev.kbench.run.Run;
import dev.kbench.run.TaskInfo;
import dev.kbench.store.RunFile.Assertion;
import dev.kbench.store.RunFile.Content;
import dev.kbench.store.RunFile.Conversation;
import dev.kbench.store.RunFile.Metrics;
import dev.kbench.store.RunFile.ModelVersion;
import dev.kbench.store.RunFile.Request;
import dev.kbench.store.RunFile.RequestRef;
import dev.kbench.store.RunFile.Result;
import dev.kbench.store.RunFile.TaskVersion;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// From a run to what its file says.
final class RunMapper {
    private RunMapper() {}

    static RunFile file(Run<?> run) {
        Redaction shown = Redaction.NONE.hiding(run.privateValues());
        return new RunFile(
                task(run.task()),
                new ModelVersion(run.model().map(model -> model.id()).orElse(""), Map.of()),
                completed(run) ? RunFile.COMPLETED : RunFile.ERRORED,
                time(run.startTime()),
                time(run.startTime().plus(run.duration())),
                conversations(shown.chat(run.chat())),
                results(run),
                run.assertionResults().stream()
                        .map(shown::assertion)
                        .map(RunMapper::assertion)
                        .toList(),
                run.subruns().stream().map(RunMapper::file).toList(),
                run.task().name() + "-" + run.id(),
                completed(run)
                        ? null
                        : run.failure().map(failure -> shown.text(failure.trace())).orElse(null),
                OwnSection.of(run)
                        .<Map<String, Object>>map(own -> Map.of(OwnSection.NAME, own))
                        .orElse(Map.of()));
    }

    private static TaskVersion task(TaskInfo task) {
        return new TaskVersion(
                (long) task.version(),
                task.name(),
                task.description(),
                task.definition(),
                List.of(),
                Map.of());
    }

    /// A check that stopped a task is a verdict to the platform: the run completed, and is false.
    private static boolean completed(Run<?> run) {
        return switch (run.outcome()) {
            case Outcome.Completed<?> _ -> true;
            case Outcome.Failed<?>(FailureKind kind, _) -> kind == FailureKind.ASSERTION;
            case Outcome.Unmeasured<?> _ -> false;
        };
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }

    /// A run without a verdict has no result: false would count as a wrong answer.
    private static List<Result> results(Run<?> run) {
        return switch (run.outcome()) {
            case Outcome.Completed<?>(Object value) -> List.of(result(run, value));
            case Outcome.Failed<?> _ -> List.of(Result.of(false));
            case Outcome.Unmeasured<?> _ -> List.of();
        };
    }

    private static Result result(Run<?> run, @Nullable Object value) {
        return switch (value) {
            case null -> Result.of(run.passed());
            case Boolean b -> Result.of(b);
            case Number n -> Result.of(n.doubleValue(), null);
            case PassCount(int passed, int total) -> Result.of(passed, (double) total);
            case MetricWithCI(double metric, double interval) -> Result.of(metric, interval);
            default -> Result.of(shown(run, Dictionaries.tree(value)));
        };
    }

    @SuppressWarnings("unchecked") // data of a map is a map with text keys
    private static Map<String, Object> shown(Run<?> run, Map<String, Object> tree) {
        return (Map<String, Object>) run.privateValues().data(tree);
    }

    /// The chat and those opened inside it, depth first.
    private static List<Conversation> conversations(Chat chat) {
        List<Conversation> all = new ArrayList<>();
        add(chat, "", all);
        return all;
    }

    private static void add(Chat chat, String parent, List<Conversation> all) {
        Talk talk = talk(chat);
        List<Request> requests = talk.requests();
        Metrics sum = new Metrics(0, 0, null, null, null, Map.of());
        for (Request request : requests) {
            sum = request.metrics() == null ? sum : sum(sum, request.metrics());
        }
        all.add(new Conversation(chat.id(), requests, sum, beside(parent, talk.unanswered())));
        for (ChatItem item : chat.items()) {
            if (item instanceof Chat inner) {
                add(inner, chat.id(), all);
            }
        }
    }

    /// The original's newer field says what a conversation was opened in; our own, what was said in
    /// vain.
    private static Map<String, Object> beside(String parent, List<Content> unanswered) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("modelVersionSlug", RunFile.SLUG_PLACEHOLDER);
        if (!parent.isEmpty()) {
            fields.put("parentConversationId", parent);
        }
        if (!unanswered.isEmpty()) {
            fields.put(OwnSection.NAME, OwnSection.ofUnanswered(unanswered));
        }
        return fields;
    }

    /// What was said in a chat.
    ///
    /// @param requests what was answered
    /// @param unanswered what was said behind the last answer
    private record Talk(List<Request> requests, List<Content> unanswered) {}

    /// A request is what was said since the last answer, up to the next; what follows the last
    /// answer belongs to none.
    private static Talk talk(Chat chat) {
        List<Request> requests = new ArrayList<>();
        List<Content> contents = new ArrayList<>();
        ToolBodies tools = new ToolBodies();
        for (Message message : chat.messages()) {
            if (!message.visibleToLlm()) {
                continue;
            }
            contents.add(content(message, tools));
            tools.called(message.details().toolCalls());
            if (message.isReply()) {
                requests.add(
                        new Request(
                                List.copyOf(contents),
                                metrics(message.details().usage()),
                                chat.id() + "-req-" + (requests.size() + 1),
                                beside(message)));
                contents.clear();
            }
        }
        return new Talk(requests, contents);
    }

    /// The original's newer field, and our own: a reader that does not know them passes them by.
    private static Map<String, Object> beside(Message reply) {
        Map<String, Object> fields = new LinkedHashMap<>();
        String traces = reply.details().reasoning();
        if (!traces.isEmpty()) {
            fields.put("reasoningTraces", traces);
        }
        OwnSection.of(reply.details()).ifPresent(own -> fields.put(OwnSection.NAME, own));
        return fields;
    }

    private static Content content(Message message, ToolBodies tools) {
        boolean typed =
                message.content() instanceof Text && !message.words().equals(message.text());
        return new Content(
                List.of(ContentMapper.part(message, typed, tools)),
                "CONTENT_ROLE_" + role(message.sender().role()),
                message.sender().name(),
                heard(message, typed));
    }

    /// Our own section of a room's messages: the place in the order that room and channels share,
    /// the speaker's id where it is not its name, the private channel, who alone heard it, and what
    /// the others saw of a typed answer.
    private static Map<String, Object> heard(Message message, boolean typed) {
        Hearing hearing = message.hearing();
        if (hearing.order() < 0) {
            return Map.of();
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("order", hearing.order());
        if (!hearing.speaker().isEmpty() && !hearing.speaker().equals(message.sender().name())) {
            fields.put("speaker", hearing.speaker());
        }
        if (!hearing.channel().isEmpty()) {
            fields.put("channel", hearing.channel());
        }
        if (!hearing.open()) {
            fields.put("visibleTo", hearing.listeners());
        }
        if (typed) {
            fields.put("shown", message.text());
        }
        return Map.of(OwnSection.NAME, fields);
    }

    private static String role(Role role) {
        return role == Role.TOOL ? "CONTEXT" : role.name();
    }

    private static Metrics metrics(Usage usage) {
        return new Metrics(
                usage.inputTokens().orElse(0),
                usage.outputTokens().orElse(0),
                nullable(usage.inputCostNanodollars()),
                nullable(usage.outputCostNanodollars()),
                nullable(usage.backendLatencyMs()),
                Map.of());
    }

    private static @Nullable Long nullable(OptionalLong value) {
        return value.isPresent() ? (Long) value.getAsLong() : null;
    }

    private static Metrics sum(Metrics a, Metrics b) {
        return new Metrics(
                a.inputTokens() + b.inputTokens(),
                a.outputTokens() + b.outputTokens(),
                sum(a.inputCost(), b.inputCost()),
                sum(a.outputCost(), b.outputCost()),
                sum(a.latencyMs(), b.latencyMs()),
                Map.of());
    }

    private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
        if (a == null) {
            return b;
        }
        return b == null ? a : (Long) (a + b);
    }

    private static Assertion assertion(AssertionResult assertion) {
        return new Assertion(
                assertion.expectation(),
                RunFile.ASSERTION + (assertion.passed() ? "PASSED" : "FAILED"),
                assertion.line(),
                assertion.source(),
                List.of(
                        new RequestRef(
                                assertion.chatId(),
                                assertion.requestCount() == 0
                                        ? ""
                                        : assertion.chatId() + "-req-" + assertion.requestCount(),
                                Map.of())),
                Map.of(OwnSection.NAME, OwnSection.of(assertion)));
    }
}
