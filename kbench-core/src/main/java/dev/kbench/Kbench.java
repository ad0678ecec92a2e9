package dev.kbench;

import static java.util.Objects.requireNonNull;

import dev.kbench.assertion.AssertionOptions;
import dev.kbench.assertion.AssessReport;
import dev.kbench.assertion.Checks;
import dev.kbench.assertion.JudgeOptions;
import dev.kbench.assertion.Judgement;
import dev.kbench.chat.Actor;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Message;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Llm;
import dev.kbench.schema.Schema;
import dev.kbench.store.Choice;
import dev.kbench.task.Task;
import dev.kbench.workspace.Client;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Everything that a benchmark file says without an object of its own: models, actors, assertions.
/// Holds nothing: each method forwards to the current run's workspace, or the process's own.
///
/// Assertions record whether they hold, and go on. Outside a run each refuses with an
/// `IllegalStateException`.
public final class Kbench extends ToolAssertions {
    private Kbench() {}

    /// The model under test: what `--model` names, else `LLM_DEFAULT`.
    ///
    /// @return the model; where none is configured, one whose first request fails and says what to
    ///   set
    public static Llm llm() {
        return Workspace.current().llm();
    }

    /// A model by its id.
    ///
    /// @param modelId such as `google/gemini-2.5-flash`, `local/smollm2`, `gguf:/path/model.gguf`
    /// @return the model
    /// @throws dev.kbench.llm.spi.ModelProviderException if no provider serves it
    public static Llm llm(String modelId) {
        return Workspace.current().models().model(modelId);
    }

    /// The model that judges: `LLM_DEFAULT_JUDGE`, else `LLM_DEFAULT_EVAL`, else {@link #llm()}.
    ///
    /// @return the model; where none is configured, one whose first request fails and says what to
    ///   set
    public static Llm judgeLlm() {
        return Workspace.current().judgeLlm();
    }

    /// Chooses the task that the leaderboard is to show, once it was run: its file and its latest
    /// run's stay in the folder, all others are set aside in `.kbench/aside/`, from where `kbench
    /// choose --undo` brings them back.
    ///
    /// @param task the task
    /// @return which files stay, and which do not
    /// @throws IllegalStateException inside a run, or if another task was chosen before
    /// @throws dev.kbench.store.StoreException if no run of it is stored
    public static Choice choose(Task<?> task) {
        return Workspace.current()
                .choose(requireNonNull(task, "task: expected a task, got null").name());
    }

    /// What a benchmark asks of the place it is run in: `try (var _ = client().enableCache()) { …
    /// }`.
    ///
    /// @return the client of the current workspace
    public static Client client() {
        return new Client(Workspace.current());
    }

    /// All models to evaluate: what `--model` names, else `LLMS_AVAILABLE`, else {@link #llm()}.
    ///
    /// @return ids and models, in order; empty where none is configured
    public static SequencedMap<String, Llm> llms() {
        return Workspace.current().llms();
    }

    /// What the model thought on the way to the last answer in the current chat, streamed or not.
    ///
    /// @return its thoughts, an empty line between two; empty where the provider shows none, or
    ///   nothing was answered yet
    public static Optional<String> lastReasoningTraces() {
        return Chats.current().messages().reversed().stream()
                .filter(Message::isReply)
                .findFirst()
                .map(reply -> reply.details().reasoning())
                .filter(traces -> !traces.isEmpty());
    }

    /// The user, whose messages ask: `user().send("…")` adds one to the current chat.
    ///
    /// @return the actor
    public static Actor user() {
        return Actor.USER;
    }

    /// The system, whose messages instruct: `system().send("…")` adds one to the current chat.
    ///
    /// @return the actor
    public static Actor system() {
        return Actor.SYSTEM;
    }

    /// Asserts that two values are equal: numbers by value whatever their types (`4` equals `4.0`),
    /// containers element by element.
    ///
    /// @param expected what was expected; may be null
    /// @param actual what came; may be null
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertEqual(
            @Nullable Object expected, @Nullable Object actual, String expectation) {
        return Checks.assertEqual(expected, actual, expectation);
    }

    /// Asserts that two values are equal: numbers by value whatever their types (`4` equals `4.0`),
    /// containers element by element.
    ///
    /// @param expected what was expected; may be null
    /// @param actual what came; may be null
    /// @return what was recorded
    public static AssertionResult assertEqual(@Nullable Object expected, @Nullable Object actual) {
        return Checks.assertEqual(expected, actual, "");
    }

    /// Asserts that a condition holds.
    ///
    /// @param condition the condition
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertTrue(boolean condition, String expectation) {
        return Checks.assertTrue(condition, expectation);
    }

    /// Asserts that a condition holds.
    ///
    /// @param condition the condition
    /// @return what was recorded
    public static AssertionResult assertTrue(boolean condition) {
        return Checks.assertTrue(condition, "");
    }

    /// Asserts that a condition does not hold.
    ///
    /// @param condition the condition
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertFalse(boolean condition, String expectation) {
        return Checks.assertFalse(condition, expectation);
    }

    /// Asserts that a condition does not hold.
    ///
    /// @param condition the condition
    /// @return what was recorded
    public static AssertionResult assertFalse(boolean condition) {
        return Checks.assertFalse(condition, "");
    }

    /// Asserts that a container has a member: an element, a map's key, a part of a text.
    ///
    /// @param member what is looked for; may be null
    /// @param container text, collection, map, array or optional
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertIn(
            @Nullable Object member, Object container, String expectation) {
        return Checks.assertIn(member, container, expectation);
    }

    /// Asserts that a container has a member: an element, a map's key, a part of a text.
    ///
    /// @param member what is looked for; may be null
    /// @param container text, collection, map, array or optional
    /// @return what was recorded
    public static AssertionResult assertIn(@Nullable Object member, Object container) {
        return Checks.assertIn(member, container, "");
    }

    /// Asserts that a container lacks a member.
    ///
    /// @param member what is looked for; may be null
    /// @param container text, collection, map, array or optional
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertNotIn(
            @Nullable Object member, Object container, String expectation) {
        return Checks.assertNotIn(member, container, expectation);
    }

    /// Asserts that a container lacks a member.
    ///
    /// @param member what is looked for; may be null
    /// @param container text, collection, map, array or optional
    /// @return what was recorded
    public static AssertionResult assertNotIn(@Nullable Object member, Object container) {
        return Checks.assertNotIn(member, container, "");
    }

    /// Asserts that a container is empty.
    ///
    /// @param container text, collection, map, array or optional; null counts as empty
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertEmpty(@Nullable Object container, String expectation) {
        return Checks.assertEmpty(container, expectation);
    }

    /// Asserts that a container is empty.
    ///
    /// @param container text, collection, map, array or optional; null counts as empty
    /// @return what was recorded
    public static AssertionResult assertEmpty(@Nullable Object container) {
        return Checks.assertEmpty(container, "");
    }

    /// Asserts that a container is not empty.
    ///
    /// @param container text, collection, map, array or optional; null counts as empty
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertNotEmpty(@Nullable Object container, String expectation) {
        return Checks.assertNotEmpty(container, expectation);
    }

    /// Asserts that a container is not empty.
    ///
    /// @param container text, collection, map, array or optional; null counts as empty
    /// @return what was recorded
    public static AssertionResult assertNotEmpty(@Nullable Object container) {
        return Checks.assertNotEmpty(container, "");
    }

    /// Asserts that a pattern is found somewhere in a text.
    ///
    /// @param pattern a regular expression; `\d`, `\w` and `\b` know all scripts
    /// @param text the text to search
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertContainsRegex(
            String pattern, CharSequence text, String expectation) {
        return Checks.assertContainsRegex(Checks.unicode(pattern), text, expectation);
    }

    /// Asserts that a pattern is found somewhere in a text.
    ///
    /// @param pattern a regular expression; `\d`, `\w` and `\b` know all scripts
    /// @param text the text to search
    /// @return what was recorded
    public static AssertionResult assertContainsRegex(String pattern, CharSequence text) {
        return Checks.assertContainsRegex(Checks.unicode(pattern), text, "");
    }

    /// Asserts that a pattern is found somewhere in a text.
    ///
    /// @param pattern the compiled pattern
    /// @param text the text to search
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertContainsRegex(
            Pattern pattern, CharSequence text, String expectation) {
        return Checks.assertContainsRegex(pattern, text, expectation);
    }

    /// Asserts that a pattern is found somewhere in a text.
    ///
    /// @param pattern the compiled pattern
    /// @param text the text to search
    /// @return what was recorded
    public static AssertionResult assertContainsRegex(Pattern pattern, CharSequence text) {
        return Checks.assertContainsRegex(pattern, text, "");
    }

    /// Asserts that a pattern is found nowhere in a text.
    ///
    /// @param pattern a regular expression; `\d`, `\w` and `\b` know all scripts
    /// @param text the text to search
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertNotContainsRegex(
            String pattern, CharSequence text, String expectation) {
        return Checks.assertNotContainsRegex(Checks.unicode(pattern), text, expectation);
    }

    /// Asserts that a pattern is found nowhere in a text.
    ///
    /// @param pattern a regular expression; `\d`, `\w` and `\b` know all scripts
    /// @param text the text to search
    /// @return what was recorded
    public static AssertionResult assertNotContainsRegex(String pattern, CharSequence text) {
        return Checks.assertNotContainsRegex(Checks.unicode(pattern), text, "");
    }

    /// Asserts that a pattern is found nowhere in a text.
    ///
    /// @param pattern the compiled pattern
    /// @param text the text to search
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertNotContainsRegex(
            Pattern pattern, CharSequence text, String expectation) {
        return Checks.assertNotContainsRegex(pattern, text, expectation);
    }

    /// Asserts that a pattern is found nowhere in a text.
    ///
    /// @param pattern the compiled pattern
    /// @param text the text to search
    /// @return what was recorded
    public static AssertionResult assertNotContainsRegex(Pattern pattern, CharSequence text) {
        return Checks.assertNotContainsRegex(pattern, text, "");
    }

    /// Asserts that code runs to its end. What it throws is told in the record.
    ///
    /// @param code what to run
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertRaisesNoExceptions(Checks.Code code, String expectation) {
        return Checks.assertRaisesNoExceptions(code, expectation);
    }

    /// Asserts that code runs to its end. What it throws is told in the record.
    ///
    /// @param code what to run
    /// @return what was recorded
    public static AssertionResult assertRaisesNoExceptions(Checks.Code code) {
        return Checks.assertRaisesNoExceptions(code, "");
    }

    /// Fails in any case.
    ///
    /// @param expectation what to show; empty for the assertion's own words
    /// @return what was recorded
    public static AssertionResult assertFail(String expectation) {
        return Checks.assertFail(expectation);
    }

    /// Fails in any case.
    ///
    /// @return what was recorded
    public static AssertionResult assertFail() {
        return Checks.assertFail("");
    }

    /// Records a custom assertion: the method that calls this is the assertion, and its caller's
    /// line is what the report shows.
    ///
    /// @param passed whether it held
    /// @param expectation what was expected
    /// @return what was recorded
    public static AssertionResult recordAssertion(boolean passed, String expectation) {
        return Checks.recordAssertion(passed, expectation, _ -> {});
    }

    /// Records a custom assertion with the values that it is about: `recordAssertion(n < 5,
    /// "short", with -> with.value("words", n))`.
    ///
    /// @param passed whether it held
    /// @param expectation what was expected
    /// @param with sets its values, or a name of its own
    /// @return what was recorded
    public static AssertionResult recordAssertion(
            boolean passed, String expectation, Consumer<AssertionOptions> with) {
        return Checks.recordAssertion(passed, expectation, with);
    }

    /// Records a custom assertion, and stops the task where it does not hold.
    ///
    /// @param passed whether it held
    /// @param expectation what was expected
    /// @return what was recorded
    /// @throws dev.kbench.assertion.RequirementFailedError if it did not hold
    public static AssertionResult requireAssertion(boolean passed, String expectation) {
        return Checks.requireAssertion(passed, expectation, _ -> {});
    }

    /// Records a custom assertion with the values that it is about, and stops the task where it
    /// does not hold.
    ///
    /// @param passed whether it held
    /// @param expectation what was expected
    /// @param with sets its values, or a name of its own
    /// @return what was recorded
    /// @throws dev.kbench.assertion.RequirementFailedError if it did not hold
    public static AssertionResult requireAssertion(
            boolean passed, String expectation, Consumer<AssertionOptions> with) {
        return Checks.requireAssertion(passed, expectation, with);
    }

    /// Has a model judge a response by criteria, in a conversation of its own that the task's does
    /// not see. Nothing is asserted: what the report says is the caller's to assert.
    ///
    /// @param criteria what the response must meet, at least one
    /// @param response the response
    /// @param judge the model that judges, such as {@link #judgeLlm()}
    /// @return one result for each criterion, in their order; empty where the judge failed, which
    ///   is not a "no": the reason stands in its conversation
    public static Optional<AssessReport> assessResponseWithJudge(
            List<String> criteria, String response, Llm judge) {
        return Judgement.assess(criteria, response, judge, _ -> {});
    }

    /// Has a model judge a response by criteria, with options.
    ///
    /// @param criteria what the response must meet, at least one
    /// @param response the response
    /// @param judge the model that judges, such as {@link #judgeLlm()}
    /// @param with sets the options
    /// @return one result for each criterion, in their order; empty where the judge failed
    public static Optional<AssessReport> assessResponseWithJudge(
            List<String> criteria, String response, Llm judge, Consumer<JudgeOptions> with) {
        return Judgement.assess(criteria, response, judge, with);
    }

    /// Has a model judge a response in a form of one's own.
    ///
    /// @param criteria what the response must meet, at least one
    /// @param response the response
    /// @param judge the model that judges, such as {@link #judgeLlm()}
    /// @param type what the assessment is read as, such as a record
    /// @param <T> the type
    /// @return the assessment; empty where the judge failed
    public static <T> Optional<T> assessResponseWithJudge(
            List<String> criteria, String response, Llm judge, Class<T> type) {
        return Judgement.assess(criteria, response, judge, Schema.of(type), _ -> {});
    }

    /// Has a model judge a response in a form of one's own, with options.
    ///
    /// @param criteria what the response must meet, at least one
    /// @param response the response
    /// @param judge the model that judges, such as {@link #judgeLlm()}
    /// @param type what the assessment is read as, such as a record
    /// @param with sets the options
    /// @param <T> the type
    /// @return the assessment; empty where the judge failed
    public static <T> Optional<T> assessResponseWithJudge(
            List<String> criteria,
            String response,
            Llm judge,
            Class<T> type,
            Consumer<JudgeOptions> with) {
        return Judgement.assess(criteria, response, judge, Schema.of(type), with);
    }

    /// Has a model judge a response in the form of a schema, with options.
    ///
    /// @param criteria what the response must meet, at least one
    /// @param response the response
    /// @param judge the model that judges, such as {@link #judgeLlm()}
    /// @param schema what the assessment looks like
    /// @param with sets the options
    /// @param <T> what it is read as
    /// @return the assessment; empty where the judge failed
    public static <T> Optional<T> assessResponseWithJudge(
            List<String> criteria,
            String response,
            Llm judge,
            Schema<T> schema,
            Consumer<JudgeOptions> with) {
        return Judgement.assess(criteria, response, judge, schema, with);
    }
}
