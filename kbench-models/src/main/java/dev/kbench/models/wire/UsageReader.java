package dev.kbench.models.wire;

import dev.kbench.event.Usage;

import tools.jackson.core.JsonParser;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Reads what a call used, by the names that a vendor has for the figures. A figure that is no
/// whole number of 0 or more is unknown. Of a stream, what is told later counts.
///
/// One thread.
public final class UsageReader {
    /// What a figure counts. Some vendors count beside a sum what others count as a part of it.
    public enum Figure {
        /// Tokens of the prompt.
        INPUT,
        /// Further tokens of the prompt, such as tools' declarations.
        BESIDE_INPUT,
        /// Tokens of the prompt that were read from a cache.
        CACHED,
        /// The same, not counted as the prompt's.
        BESIDE_CACHED,
        /// Tokens of the answer.
        OUTPUT,
        /// Tokens of the answer that were thoughts.
        REASONING,
        /// The same, not counted as the answer's.
        BESIDE_REASONING,
        /// What the prompt cost, in billionths of a dollar.
        INPUT_COST,
        /// What the answer cost, in billionths of a dollar.
        OUTPUT_COST,
        /// How long the provider took, in milliseconds.
        LATENCY
    }

    /// How a vendor tells what a call used.
    ///
    /// @param path what stands before the names of fields that nobody asked for, such as `usage.`
    /// @param figures the figures' names
    /// @param groups the names of objects in which there are further figures
    /// @param sums figures that only add others up; nothing is kept of them
    public record Names(
            String path, Map<String, Figure> figures, Set<String> groups, Set<String> sums) {
        /// Copies map and sets.
        public Names {
            figures = Map.copyOf(figures);
            groups = Set.copyOf(groups);
            sums = Set.copyOf(sums);
        }
    }

    private final Names names;
    private final Extras extras;
    private final Map<Figure, Long> known = new EnumMap<>(Figure.class);

    /// Knows nothing yet.
    ///
    /// @param names the vendor's names
    /// @param extras keeps what has another name
    public UsageReader(Names names, Extras extras) {
        this.names = names;
        this.extras = extras;
    }

    /// Reads the value that the parser stands on; what is no object is passed over.
    ///
    /// @param in the tokens
    public void read(JsonParser in) {
        read(in, names.path);
    }

    private void read(JsonParser in, String path) {
        if (!Json.isObject(in)) {
            return;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            Figure figure = names.figures.get(name);
            if (figure != null) {
                figure(figure, in);
            } else if (names.groups.contains(name)) {
                read(in, path + name + ".");
            } else if (names.sums.contains(name)) {
                in.skipChildren();
            } else {
                extras.keep(path + name, in);
            }
        }
    }

    private void figure(Figure figure, JsonParser in) {
        switch (in.currentToken()) {
            case VALUE_NUMBER_INT -> {
                boolean fits = in.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
                if (fits && in.getLongValue() >= 0) {
                    known.put(figure, in.getLongValue());
                }
            }
            case null, default -> in.skipChildren();
        }
    }

    /// What the call used.
    ///
    /// @return the usage, without a stream's pace
    public Usage usage() {
        if (known.isEmpty()) {
            return Usage.NONE;
        }
        return new Usage(
                sum(Figure.INPUT, Figure.BESIDE_INPUT, Figure.BESIDE_CACHED),
                has(Figure.OUTPUT)
                        ? sum(Figure.OUTPUT, Figure.BESIDE_REASONING)
                        : one(Figure.BESIDE_REASONING),
                one(has(Figure.CACHED) ? Figure.CACHED : Figure.BESIDE_CACHED),
                one(has(Figure.REASONING) ? Figure.REASONING : Figure.BESIDE_REASONING),
                one(Figure.INPUT_COST),
                one(Figure.OUTPUT_COST),
                one(Figure.LATENCY));
    }

    private boolean has(Figure figure) {
        return known.containsKey(figure);
    }

    private OptionalLong one(Figure figure) {
        Long value = known.get(figure);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// A sum whose first figure must be known; it stops at a long's limit.
    private OptionalLong sum(Figure first, Figure... more) {
        Long whole = known.get(first);
        if (whole == null) {
            return OptionalLong.empty();
        }
        long sum = whole;
        for (Figure each : more) {
            long next = known.getOrDefault(each, 0L);
            sum = sum > Long.MAX_VALUE - next ? Long.MAX_VALUE : sum + next;
        }
        return OptionalLong.of(sum);
    }
}
