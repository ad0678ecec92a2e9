package dev.kbench.bench;

import java.util.Map;
import java.util.TreeMap;

/// What to measure.
///
/// @param samples how many calls a pass makes
/// @param jobs how many are in flight
/// @param delayMillis how long the server waits before each answer
/// @param passes how many passes a process makes; the first is the cold one
/// @param rounds how often the figures are taken in turn, each in a new process
/// @param url a server to use instead of our own, empty for our own
record Plan(int samples, int jobs, int delayMillis, int passes, int rounds, String url) {
    static Plan parse(String[] args) {
        Map<String, String> values = new TreeMap<>();
        values.put("samples", "10000");
        values.put("jobs", "500");
        values.put("delay", "20");
        values.put("passes", "4");
        values.put("rounds", "3");
        values.put("url", "");
        for (String arg : args) {
            String[] pair = arg.replaceFirst("^--", "").split("=", 2);
            if (pair.length != 2 || values.replace(pair[0], pair[1]) == null) {
                throw new IllegalArgumentException(
                        "expected --name=value with a name of %s, got %s"
                                .formatted(values.keySet(), arg));
            }
        }
        return new Plan(
                number(values, "samples"),
                number(values, "jobs"),
                number(values, "delay"),
                number(values, "passes"),
                number(values, "rounds"),
                values.getOrDefault("url", ""));
    }

    private static int number(Map<String, String> values, String name) {
        return Integer.parseInt(values.getOrDefault(name, ""));
    }
}
