package dev.kbench.assertion;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatScope;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.schema.Schema;
import dev.kbench.schema.UnparsableAnswerException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Has a model judge a response by criteria. The judge is asked in a chat of its own, which begins
/// empty and is listed in the task's; what it uses is billed to the run.
///
/// A judge that fails gives nothing, which is not a "no": the reason stands at the end of its chat,
/// and listeners are told.
public final class Judgement {
    private static final Schema<AssessReport> REPORT = Schema.of(AssessReport.class);

    private Judgement() {}

    /// Has a response assessed, with one result for each criterion in the order of the criteria. A
    /// report that has not exactly one for each is a judge's failure.
    ///
    /// @param criteria what the response must meet, at least one, none blank
    /// @param response the response
    /// @param judge the model that judges
    /// @param with sets the options
    /// @return the report; empty where the judge gave none
    public static Optional<AssessReport> assess(
            List<String> criteria, String response, Llm judge, Consumer<JudgeOptions> with) {
        return ask(criteria, response, judge, REPORT, with, Judgement::inOrder);
    }

    /// Has a response assessed in a form of one's own.
    ///
    /// @param criteria what the response must meet, at least one, none blank
    /// @param response the response
    /// @param judge the model that judges
    /// @param schema what the assessment looks like
    /// @param with sets the options
    /// @param <T> what it is read as
    /// @return the assessment; empty where the judge gave none
    public static <T> Optional<T> assess(
            List<String> criteria,
            String response,
            Llm judge,
            Schema<T> schema,
            Consumer<JudgeOptions> with) {
        return ask(criteria, response, judge, schema, with, (_, assessment) -> assessment);
    }

    /// Checks an assessment, and puts it in order.
    private interface Check<T> {
        /// @return the assessment; null where it is none
        @Nullable T of(List<String> criteria, T assessment);
    }

    private static <T> Optional<T> ask(
            List<String> criteria,
            String response,
            Llm judge,
            Schema<T> schema,
            Consumer<JudgeOptions> with,
            Check<T> check) {
        requireNonNull(criteria, "criteria: expected a list, got null");
        requireNonNull(response, "response: expected the response's text, got null");
        requireNonNull(judge, "judge: expected a model such as judgeLlm(), got null");
        requireNonNull(schema, "schema: expected a schema, got null");
        requireNonNull(with, "with: expected what sets the options, got null");
        List<String> all = requireCriteria(criteria);
        JudgeOptions options = new JudgeOptions();
        with.accept(options);
        String prompt = options.promptOf(all, response);
        try (ChatScope scope = Chats.open("Response assessment with " + judge.name())) {
            try {
                T assessment = check.of(all, judge.prompt(prompt, schema, options.ask()));
                if (assessment != null) {
                    return Optional.of(assessment);
                }
                String why = "it did not give one result for each criterion";
                failed(scope.chat(), judge, why, why);
            } catch (UnparsableAnswerException e) {
                String why = "its answer could not be read; its chat says why";
                failed(scope.chat(), judge, String.valueOf(e.getMessage()), why);
            } catch (ModelProviderException e) {
                String why = String.valueOf(e.getMessage());
                failed(scope.chat(), judge, why, why);
            }
            return Optional.empty();
        }
    }

    private static List<String> requireCriteria(List<String> criteria) {
        List<String> all = List.copyOf(criteria);
        if (all.isEmpty() || all.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "criteria: expected at least one, and none of them blank, got " + all);
        }
        return all;
    }

    /// Listeners are told nothing of the judge's words: who may know them is its chat's to say.
    private static void failed(Chat chat, Llm judge, String why, String told) {
        chat.append(Message.of(Actor.SYSTEM, words(judge, why)));
        RunScope run = RunScope.current();
        if (run != null) {
            run.listeners().tell(new RunEvent.Notice(words(judge, told)));
        }
    }

    private static String words(Llm judge, String why) {
        return "The judge %s gave no assessment: %s".formatted(judge.name(), why);
    }

    private static @Nullable AssessReport inOrder(List<String> criteria, AssessReport report) {
        return new Criteria(criteria).inOrder(report.results()).map(AssessReport::new).orElse(null);
    }
}
