package dev.kbench.bench;

/// What one pass over all samples cost.
///
/// @param wallNanos from the first call to the last answer
/// @param cpuNanos processor time of the measuring process, all threads
/// @param verified how many answers were what they had to be
/// @param files how many run files were written
record Pass(long wallNanos, long cpuNanos, long verified, long files) {
    static Pass parse(String line) {
        String[] fields = line.split(" ", 4);
        return new Pass(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]));
    }

    @Override
    public String toString() {
        return wallNanos + " " + cpuNanos + " " + verified + " " + files;
    }

    double perSecond(long samples) {
        return samples * 1e9 / wallNanos;
    }

    double cpuMicros(long samples) {
        return cpuNanos / 1e3 / samples;
    }
}
