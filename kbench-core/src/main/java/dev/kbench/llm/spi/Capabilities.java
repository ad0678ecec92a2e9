package dev.kbench.llm.spi;

import java.util.Collections;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/// What a model takes. An option it does not take is left out of a request, and the response says
/// so; {@link #fit} does it, for every client in the same way.
///
/// @param features what it takes
/// @param reasoning the levels of reasoning that it can be asked for
/// @param atATime how many calls it answers at a time, further ones wait; empty where that is not
///   known
public record Capabilities(Set<Feature> features, Set<Reasoning> reasoning, OptionalInt atATime) {
    /// Temperature and seed, and messages in any order of roles.
    public static final Capabilities BASIC =
            of(Feature.TEMPERATURE, Feature.SEED, Feature.ROLES_IN_A_ROW);

    /// Everything there is.
    public static final Capabilities ALL =
            new Capabilities(
                    EnumSet.allOf(Feature.class),
                    EnumSet.allOf(Reasoning.class),
                    OptionalInt.empty());

    /// Copies the sets.
    public Capabilities {
        features = Collections.unmodifiableSet(copy(features, Feature.class));
        reasoning = Collections.unmodifiableSet(copy(reasoning, Reasoning.class));
    }

    private static <E extends Enum<E>> EnumSet<E> copy(Set<E> set, Class<E> type) {
        EnumSet<E> copy = EnumSet.noneOf(type);
        copy.addAll(set);
        return copy;
    }

    /// A model that takes some things and no levels of reasoning, and of which it is not known how
    /// many calls it answers at a time.
    ///
    /// @param features what it takes
    /// @return its capabilities
    public static Capabilities of(Feature... features) {
        return new Capabilities(Set.of(features), Set.of(), OptionalInt.empty());
    }

    /// Whether the model takes something.
    ///
    /// @param feature what
    /// @return true if it does
    public boolean takes(Feature feature) {
        return features.contains(feature);
    }

    /// Whether the model can be asked for a level of reasoning.
    ///
    /// @param level which
    /// @return true if it can
    public boolean takes(Reasoning level) {
        return reasoning.contains(level);
    }

    /// The same with something more, or less.
    ///
    /// @param feature what
    /// @param taken whether the model takes it
    /// @return the capabilities
    public Capabilities with(Feature feature, boolean taken) {
        EnumSet<Feature> changed = copy(features, Feature.class);
        if (!(taken ? changed.add(feature) : changed.remove(feature))) {
            return this;
        }
        return new Capabilities(changed, reasoning, atATime);
    }

    /// The same with other levels of reasoning.
    ///
    /// @param levels the levels that the model can be asked for
    /// @return the capabilities
    public Capabilities withReasoning(Set<Reasoning> levels) {
        return new Capabilities(features, levels, atATime);
    }

    /// The same for a model that answers so many calls at a time.
    ///
    /// @param calls 1 or more
    /// @return the capabilities
    public Capabilities withAtATime(int calls) {
        return new Capabilities(features, reasoning, OptionalInt.of(calls));
    }

    /// A request as the model takes it. Temperature, seed, streaming and a level of reasoning that
    /// it does not take are left out; a schema becomes its instruction, as the last message; for
    /// turns in strict alternation, messages of one role in a row become one, and a system message
    /// that is not the first becomes a user's.
    ///
    /// @param model the model's id as the user knows it, for messages
    /// @param request what is asked
    /// @return what is to be sent, and what was left out and why
    /// @throws PermanentProviderException if it holds what cannot be left out without asking
    ///   something else: tools, pictures, sounds, films
    public FittedRequest fit(String model, ModelRequest request) {
        return new Fit(model, this, request).fitted();
    }
}
