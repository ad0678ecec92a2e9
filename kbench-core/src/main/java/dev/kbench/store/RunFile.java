package dev.kbench.store;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A run file's content, as the platform's `BenchmarkTaskRun` message has it. A null component is
/// absent from the file. What a reader of this version does not know is kept, and written last.
record RunFile(
        @Nullable TaskVersion taskVersion,
        @Nullable ModelVersion modelVersion,
        @Nullable String state,
        @Nullable String startTime,
        @Nullable String endTime,
        List<Conversation> conversations,
        List<Result> results,
        List<Assertion> assertions,
        List<RunFile> subruns,
        @Nullable String pyRunId,
        @Nullable String errorMessage,
        Map<String, Object> unknown) {

    static final String COMPLETED = "BENCHMARK_TASK_RUN_STATE_COMPLETED";
    static final String ERRORED = "BENCHMARK_TASK_RUN_STATE_ERRORED";
    static final String ASSERTION = "BENCHMARK_TASK_RUN_ASSERTION_STATUS_";
    static final String SLUG_PLACEHOLDER = "model_version_slug for conversation is DEPRECATED";

    record TaskVersion(
            @Nullable Long versionNumber,
            String name,
            @Nullable String description,
            String definition,
            List<String> subtaskFileNames,
            Map<String, Object> unknown) {}

    record ModelVersion(String slug, Map<String, Object> unknown) {}

    record Conversation(
            String id,
            List<Request> requests,
            @Nullable Metrics metrics,
            Map<String, Object> unknown) {}

    record Request(
            List<Content> contents,
            @Nullable Metrics metrics,
            String id,
            Map<String, Object> unknown) {}

    /// One message; its parts stay trees: text, inline data or file data.
    record Content(
            List<Map<String, Object>> parts,
            @Nullable String role,
            @Nullable String senderName,
            Map<String, Object> unknown) {}

    /// Token counts of 0 are absent from a file; costs and latency are there where they are known.
    record Metrics(
            long inputTokens,
            long outputTokens,
            @Nullable Long inputCost,
            @Nullable Long outputCost,
            @Nullable Long latencyMs,
            Map<String, Object> unknown) {}

    /// One result: exactly one of the values, or none.
    record Result(
            @Nullable String type,
            @Nullable Boolean bool,
            @Nullable Numeric numeric,
            @Nullable Map<String, Object> dict,
            Map<String, Object> unknown) {
        static final String AGGREGATED = "AGGREGATED";

        static Result of(boolean value) {
            return new Result(AGGREGATED, value, null, null, Map.of());
        }

        static Result of(double value, @Nullable Double confidenceInterval) {
            Numeric numeric = new Numeric(value, confidenceInterval, Map.of());
            return new Result(AGGREGATED, null, numeric, null, Map.of());
        }

        static Result of(Map<String, Object> dictionary) {
            return new Result(AGGREGATED, null, null, dictionary, Map.of());
        }
    }

    record Numeric(
            double value, @Nullable Double confidenceInterval, Map<String, Object> unknown) {}

    record Assertion(
            String expectation,
            @Nullable String status,
            int lineNumber,
            String definition,
            List<RequestRef> requests,
            Map<String, Object> unknown) {
        boolean holds() {
            return status != null && status.endsWith("PASSED");
        }
    }

    record RequestRef(String conversationId, String requestId, Map<String, Object> unknown) {}
}
