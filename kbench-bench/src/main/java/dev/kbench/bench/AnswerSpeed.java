package dev.kbench.bench;

import dev.kbench.schema.Max;
import dev.kbench.schema.Min;
import dev.kbench.schema.Schema;
import dev.kbench.schema.TypeRef;
import dev.kbench.schema.UnparsableAnswerException;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.List;
import java.util.concurrent.TimeUnit;

/// How long it takes to have the schema of a type, and to read an answer.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class AnswerSpeed {
    /// One of many in an answer.
    ///
    /// @param name some words
    /// @param score within limits
    /// @param tags some more words
    public record Item(String name, @Min(0) @Max(1) double score, List<String> tags) {}

    private static final Schema<List<Item>> ITEMS = Schema.of(new TypeRef<List<Item>>() {});
    private static final int KILOBYTE = 1 << 10;

    private final String kilobyte = answer(KILOBYTE);
    private final String kilobyteInProse =
            "Here is what I found:\n```json\n" + kilobyte + "\n```\nI hope it helps!";
    private final String megabyte = answer(KILOBYTE * KILOBYTE);

    /// Makes the answers.
    public AnswerSpeed() {}

    /// Opening braces and nothing else.
    @State(Scope.Benchmark)
    public static class Braces {
        /// How many.
        @Param({"1000", "10000", "100000"})
        public int count;

        /// Counts none yet.
        public Braces() {}
    }

    /// A part of a megabyte, and a whole one, of what is no answer: beginnings that do not end, in
    /// different ways.
    @State(Scope.Benchmark)
    public static class Hostile {
        /// What is repeated.
        @Param({"{", "[1 ", "{x", "[.", "[\"a", "{\"a\":", "```5```", "{}", "[1] "})
        public String unit = "";

        /// How many bytes.
        @Param({"131072", "1048576"})
        public int bytes;

        /// Holds none yet.
        public Hostile() {}
    }

    /// An answer of so many bytes or a little more.
    static String answer(int bytes) {
        StringBuilder out = new StringBuilder("{\"value\": [");
        for (int i = 0; out.length() < bytes; i++) {
            out.append(i == 0 ? "" : ", ")
                    .append("{\"name\": \"Item of the number ")
                    .append(i)
                    .append("\", \"score\": 0.25, \"tags\": [\"one\", \"two \\\"words\\\"\"]}");
        }
        return out.append("]}").toString();
    }

    /// The schema of a type that was asked for before.
    ///
    /// @return the schema
    @Benchmark
    public Schema<Item> schemaOfAType() {
        return Schema.of(Item.class);
    }

    /// 1 KB of JSON.
    ///
    /// @return the value
    @Benchmark
    public List<Item> kilobyte() {
        return ITEMS.read(kilobyte);
    }

    /// 1 KB of JSON in a code block between words.
    ///
    /// @return the value
    @Benchmark
    public List<Item> kilobyteInProse() {
        return ITEMS.read(kilobyteInProse);
    }

    /// 1 MB of JSON.
    ///
    /// @return the value
    @Benchmark
    public List<Item> megabyte() {
        return ITEMS.read(megabyte);
    }

    /// What is no answer, and shall cost no more than one of its size, nor more than its size.
    ///
    /// @param hostile what it is made of
    /// @return why it cannot be read
    @Benchmark
    public String hostile(Hostile hostile) {
        return why(hostile.unit.repeat(hostile.bytes / hostile.unit.length()));
    }

    /// What is no answer, and shall cost no more than one.
    ///
    /// @param braces how many
    /// @return why it cannot be read
    @Benchmark
    public String openingBraces(Braces braces) {
        return why("{".repeat(braces.count));
    }

    private static String why(String answer) {
        try {
            return String.valueOf(ITEMS.read(answer));
        } catch (UnparsableAnswerException e) {
            return e.why();
        }
    }
}
