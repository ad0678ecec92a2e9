package dev.kbench.models.wire;

import dev.kbench.llm.spi.Capabilities;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What a model takes and how it is told: at first what {@link ModelTable} knows of its name, later
/// also what its server's refusals have taught ({@link Lessons}).
///
/// @param capabilities what it takes
/// @param habits how it is told
/// @param tokens how long an answer may be where nobody says it and the protocol must; 0 where it
///   need not
public record ModelTraits(Capabilities capabilities, Set<Habit> habits, int tokens) {
    /// Copies the set.
    public ModelTraits {
        EnumSet<Habit> copy = EnumSet.noneOf(Habit.class);
        copy.addAll(habits);
        habits = Collections.unmodifiableSet(copy);
    }

    /// Whether the model has a habit.
    ///
    /// @param habit which
    /// @return true if it has
    public boolean has(Habit habit) {
        return habits.contains(habit);
    }

    /// The same with other capabilities.
    ///
    /// @param takes what the model takes
    /// @return the traits
    public ModelTraits with(Capabilities takes) {
        return new ModelTraits(takes, habits, tokens);
    }

    /// The same with a habit, or without it.
    ///
    /// @param habit which
    /// @param had whether the model has it
    /// @return the traits
    public ModelTraits with(Habit habit, boolean had) {
        EnumSet<Habit> changed = EnumSet.noneOf(Habit.class);
        changed.addAll(habits);
        if (had) {
            changed.add(habit);
        } else {
            changed.remove(habit);
        }
        return new ModelTraits(capabilities, changed, tokens);
    }

    /// The same with another length of answers.
    ///
    /// @param most how many tokens
    /// @return the traits
    public ModelTraits withTokens(int most) {
        return new ModelTraits(capabilities, habits, most);
    }
}
