package dev.kbench.models.wire;

import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.Reasoning;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What is known of a model: what the table says, and what its server's refusals have taught since.
/// A lesson is learned once and holds for every later call.
///
/// Thread-safe.
public final class Lessons {
    private final Dialect dialect;
    private volatile Known known;

    /// Knows what the table says.
    ///
    /// @param dialect tells what a refusal means
    /// @param traits what the table says
    public Lessons(Dialect dialect, ModelTraits traits) {
        this.dialect = dialect;
        this.known = new Known(traits, Map.of());
    }

    /// A server's refusal of a parameter.
    ///
    /// @param parameter the vendor's name for it
    /// @param value what was sent
    /// @param words what the server said, in lower case
    public record Refused(String parameter, Object value, String words) {
        /// Whether the words speak of a value in quotes.
        ///
        /// @param text the value
        /// @return true if they do
        public boolean quotes(String text) {
            return words.contains("'" + text + "'")
                    || words.contains("\"" + text + "\"")
                    || words.contains("`" + text + "`");
        }
    }

    /// What a refusal teaches.
    ///
    /// @param option what is left out from now on, by the name that the run's record gives it
    /// @param traits how the model is told from now on
    public record Lesson(String option, ModelTraits traits) {}

    /// All that is known at one time.
    ///
    /// @param traits what the model takes
    /// @param words the refusals' words by the option
    public record Known(ModelTraits traits, Map<String, String> words) {
        /// Whether an option was refused before.
        ///
        /// @param option its name in the record
        /// @return true if so
        public boolean hasLearned(String option) {
            return words.containsKey(option);
        }

        /// The lesson that a model takes a feature no more.
        ///
        /// @param option its name in the record
        /// @param feature which
        /// @return the lesson
        public Optional<Lesson> without(String option, Feature feature) {
            return Optional.of(
                    new Lesson(option, traits.with(traits.capabilities().with(feature, false))));
        }

        /// The lesson that a model cannot be asked for some levels of reasoning.
        ///
        /// @param levels which
        /// @return the lesson
        public Optional<Lesson> without(Set<Reasoning> levels) {
            Capabilities takes = traits.capabilities();
            EnumSet<Reasoning> left = EnumSet.noneOf(Reasoning.class);
            left.addAll(takes.reasoning());
            left.removeAll(levels);
            return Optional.of(
                    new Lesson("reasoning_effort", traits.with(takes.withReasoning(left))));
        }

        /// The lesson that a model has a habit, or not.
        ///
        /// @param option what the record calls it
        /// @param habit which
        /// @param had whether it has it
        /// @return the lesson
        public Optional<Lesson> with(String option, Habit habit, boolean had) {
            return Optional.of(new Lesson(option, traits.with(habit, had)));
        }

        FittedRequest fit(String model, ModelRequest request, Dialect dialect) {
            FittedRequest fitted = dialect.fit(traits.capabilities().fit(model, request), traits);
            if (words.isEmpty()) {
                return fitted;
            }
            SequencedMap<String, String> leftOut = new LinkedHashMap<>(fitted.leftOut());
            leftOut.replaceAll(
                    (name, why) -> hasLearned(name) ? why + ", it says: " + words.get(name) : why);
            dialect.additions(fitted.request())
                    .forEach(
                            (name, value) -> {
                                if (hasLearned(name)) {
                                    leftOut.put(
                                            name,
                                            "%s: the model takes none, it says: %s"
                                                    .formatted(value, words.get(name)));
                                }
                            });
            return new FittedRequest(fitted.request(), leftOut);
        }
    }

    Known known() {
        return known;
    }

    /// Learns from a refusal.
    ///
    /// @param before what was known when the request was sent
    /// @param refused what was refused
    /// @param shown what the server said, as a record may show it
    /// @return whether the same request is now sent in another way
    synchronized boolean learn(Known before, Refused refused, String shown) {
        if (!known.traits().equals(before.traits())) {
            return true;
        }
        Optional<Lesson> lesson =
                lesson(refused).filter(learned -> !learned.traits().equals(known.traits()));
        lesson.ifPresent(
                learned -> {
                    Map<String, String> all = new LinkedHashMap<>(known.words());
                    all.putIfAbsent(learned.option(), shown);
                    known = new Known(learned.traits(), Collections.unmodifiableMap(all));
                });
        return lesson.isPresent();
    }

    /// The order of roles is told alike by every vendor.
    private Optional<Lesson> lesson(Refused refused) {
        return refused.parameter().equals(RoleOrder.MESSAGES)
                ? known.without(RoleOrder.MESSAGES, Feature.ROLES_IN_A_ROW)
                : dialect.lesson(known, refused);
    }
}
