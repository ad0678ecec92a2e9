package dev.kbench.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What one pass over all samples cost.
///
/// @param wallNanos from its beginning to its end; the first pass of a process begins with the
///   process
/// @param cpuNanos processor time of the process, all threads
/// @param verified how many answers were the one to their own question
/// @param flushes how often a file was flushed to the disk
/// @param bytes how long the files are that it wrote
/// @param files how many run files are among them
/// @param heapPeak the most heap that was in use, garbage included, in bytes
/// @param resident the most memory that the whole process held, in bytes; 0 where the system does
///   not tell
/// @param connections how many connections were opened; 0 where the server does not tell
record Pass(
        long wallNanos,
        long cpuNanos,
        long verified,
        long flushes,
        long bytes,
        long files,
        long heapPeak,
        long resident,
        long connections) {
    private static final String MARK = "pass:";

    /// Reads a line that {@link #line} wrote; empty for any other.
    static Optional<Pass> parse(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        long[] fields =
                Arrays.stream(line.substring(MARK.length()).split(","))
                        .mapToLong(Long::parseLong)
                        .toArray();
        return Optional.of(
                new Pass(
                        fields[0], fields[1], fields[2], fields[3], fields[4], fields[5], fields[6],
                        fields[7], fields[8]));
    }

    String line() {
        return LongStream.of(
                        wallNanos,
                        cpuNanos,
                        verified,
                        flushes,
                        bytes,
                        files,
                        heapPeak,
                        resident,
                        connections)
                .mapToObj(Long::toString)
                .collect(Collectors.joining(",", MARK, ""));
    }

    double seconds() {
        return wallNanos / 1e9;
    }

    double perSecond(long samples) {
        return samples * 1e9 / wallNanos;
    }

    double cpuMicros(long samples) {
        return cpuNanos / 1e3 / samples;
    }
}
