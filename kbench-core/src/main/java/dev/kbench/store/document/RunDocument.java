package dev.kbench.store.document;

import dev.kbench.chat.Chat;
import dev.kbench.key.AttemptId;
import dev.kbench.key.Params;
import dev.kbench.key.PrivateValues;
import dev.kbench.key.RunKey;
import dev.kbench.key.TaskRef;
import dev.kbench.run.Failure;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunIdentity;
import dev.kbench.run.TaskInfo;
import dev.kbench.run.UnmeasuredReason;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// A finished run as a document: all of it but its conversations, which {@link Transcript} holds,
/// and its task, which whoever reads it knows; a run inside a run is written with its task.
public final class RunDocument {
    private static final String PRIVATE = "private";

    private RunDocument() {}

    /// Writes a run.
    ///
    /// @param run the run
    /// @return the document, JSON in UTF-8
    /// @throws UnreadableValueException if its value, or one of a run inside it, could not be read
    ///   back
    public static byte[] of(Run<?> run) {
        return Json.bytes(out -> run(run, out));
    }

    private static void run(Run<?> run, JsonGenerator out) {
        RunIdentity identity = run.identity();
        out.writeStringProperty("uid", identity.uid());
        Json.text(out, "parent", identity.parentUid());
        out.writeStringProperty("number", identity.number());
        Json.text(out, "label", identity.label());
        out.writeNumberProperty("attempt", identity.attempt().attempt());
        out.writeName("key");
        out.writeStartObject();
        KeyForm.write(identity.attempt().key(), out);
        out.writeEndObject();
        if (!run.params().isEmpty()) {
            out.writeName("params");
            new ValueWriter(out).write(run.params());
        }
        outcome(run.outcome(), out);
        Assertions.write(run.assertionResults(), out);
        Json.usage(out, "usage", run.usage());
        out.writeStringProperty("start", run.startTime().toString());
        out.writeNumberProperty("nanos", run.duration().toNanos());
        if (!run.subruns().isEmpty()) {
            out.writeName("subruns");
            out.writeStartArray();
            run.subruns().forEach(subrun -> subrun(subrun, out));
            out.writeEndArray();
        }
        if (!run.privateValues().names().isEmpty()) {
            out.writeName(PRIVATE);
            out.writeStartArray();
            run.privateValues().names().forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private static void subrun(Run<?> run, JsonGenerator out) {
        out.writeStartObject();
        task(run.task(), out);
        run(run, out);
        if (run.cached()) {
            out.writeBooleanProperty("cached", true);
        }
        out.writeEndObject();
    }

    private static void outcome(Outcome<?> outcome, JsonGenerator out) {
        switch (outcome) {
            case Outcome.Completed<?>(Object value) -> {
                out.writeName("value");
                new ValueWriter(out).write(value);
            }
            case Outcome.Failed<?>(FailureKind kind, Failure failure) -> {
                out.writeStringProperty("failed", kind.name());
                failure(failure, out);
            }
            case Outcome.Unmeasured<?>(UnmeasuredReason reason, Failure failure) -> {
                out.writeStringProperty("unmeasured", reason.name());
                failure(failure, out);
            }
        }
    }

    private static void failure(Failure failure, JsonGenerator out) {
        Json.text(out, "type", failure.type());
        Json.text(out, "message", failure.message());
        Json.text(out, "trace", failure.trace());
    }

    private static void task(TaskInfo task, JsonGenerator out) {
        out.writeName("task");
        out.writeStartObject();
        out.writeStringProperty("name", task.name());
        Json.text(out, "description", task.description());
        out.writeNumberProperty("version", task.version());
        Json.text(out, "definition", task.definition());
        out.writeStringProperty("result", task.resultType().name());
        out.writeBooleanProperty("storeTask", task.storeTask());
        out.writeBooleanProperty("storeRun", task.storeRun());
        if (!task.subtasks().isEmpty()) {
            out.writeName("subtasks");
            new ValueWriter(out).write(task.subtasks());
        }
        out.writeEndObject();
    }

    /// Reads a run.
    ///
    /// @param document what {@link #of(Run)} wrote
    /// @param task the run's task
    /// @param transcript gives the run's conversations, as {@link Transcript#read} does, once they
    ///   are asked for
    /// @param types finds the user's records and enums
    /// @param cached whether it stands in for a run that was not made
    /// @param <T> what the task returns
    /// @return the run, equal to the one that was written
    /// @throws UnreadableValueException if it is damaged, or a type is gone or has changed
    public static <T extends @Nullable Object> Run<T> read(
            String document,
            TaskInfo task,
            Supplier<List<Chat>> transcript,
            ClassLoader types,
            boolean cached) {
        return new Reading(new ValueReader(types), transcript, cached)
                .run(Json.object(document), task, PrivateValues.NONE);
    }

    /// Reads a run whose task and types are not there: records are maps of their components,
    /// constants their names. Of its task only name and version are known.
    ///
    /// @param document what {@link #of(Run)} wrote
    /// @param transcript gives the run's conversations, as {@link Transcript#read} does, once they
    ///   are asked for
    /// @return the run
    /// @throws UnreadableValueException if it is damaged
    public static Run<@Nullable Object> readAsData(
            String document, Supplier<List<Chat>> transcript) {
        JsonNode node = Json.object(document);
        ValueReader values = new ValueReader(null);
        TaskRef ref = KeyForm.read(node.path("key"), values).task();
        TaskInfo task =
                new TaskInfo(
                        ref.name(),
                        "",
                        ref.version(),
                        "",
                        ResultType.DICTIONARY,
                        false,
                        false,
                        List.of());
        try {
            return new Reading(values, transcript, false).run(node, task, PrivateValues.NONE);
        } catch (DateTimeException e) {
            throw new UnreadableValueException("a run that began at no time: " + e.getMessage());
        }
    }

    /// Reads only what of a run is private.
    ///
    /// @param document what {@link #of} wrote
    /// @return the values of private parameters, of the runs inside it too
    /// @throws UnreadableValueException if it is damaged
    public static PrivateValues readPrivate(String document) {
        if (!document.contains("\"" + PRIVATE + "\"")) {
            return PrivateValues.NONE;
        }
        return privatesInAll(Json.object(document), new ValueReader(null));
    }

    private static PrivateValues privatesInAll(JsonNode node, ValueReader values) {
        List<PrivateValues> inner = new ArrayList<>();
        node.path("subruns").forEach(subrun -> inner.add(privatesInAll(subrun, values)));
        return privates(node, params(node, values)).outside(inner);
    }

    private static Params params(JsonNode node, ValueReader values) {
        return node.has("params") ? Params.from(values.map(node.get("params"))) : Params.of();
    }

    private static PrivateValues privates(JsonNode node, Params params) {
        if (!node.has(PRIVATE)) {
            return PrivateValues.NONE;
        }
        Set<String> names = new LinkedHashSet<>();
        node.path(PRIVATE).forEach(name -> names.add(name.asString("")));
        return PrivateValues.of(params, names);
    }

    /// Reads only the key of a run, whether the types of its values are there or not: a record is
    /// read as a map of its components and a constant as its name, which gives the same digest.
    ///
    /// @param document what {@link #of} wrote
    /// @return the run's key
    /// @throws UnreadableValueException if it is damaged
    public static RunKey readKey(String document) {
        return KeyForm.read(Json.field(document, "key"), new ValueReader(null));
    }

    /// Reads one document. Its chats are counted in the order in which they were written.
    private static final class Reading {
        private final ValueReader values;
        private final Supplier<List<Chat>> transcript;
        private final boolean cached;
        private int chats;

        Reading(ValueReader values, Supplier<List<Chat>> transcript, boolean cached) {
            this.values = values;
            this.transcript = transcript;
            this.cached = cached;
        }

        /// @param around what of the enclosing run is private
        <T extends @Nullable Object> Run<T> run(
                JsonNode node, TaskInfo task, PrivateValues around) {
            int chat = chats++;
            Params params = params(node, values);
            PrivateValues hidden = privates(node, params).inside(around);
            List<Run<?>> subruns = new ArrayList<>();
            node.path("subruns").forEach(subrun -> subruns.add(subrun(subrun, hidden)));
            Run<T> run =
                    Run.readBack(
                            new RunIdentity(
                                    Json.text(node, "uid"),
                                    Json.text(node, "parent"),
                                    Json.text(node, "number"),
                                    Json.text(node, "label"),
                                    task,
                                    new AttemptId(
                                            KeyForm.read(node.path("key"), values),
                                            node.path("attempt").asInt(1))),
                            params,
                            outcome(node),
                            Assertions.read(node),
                            subruns,
                            () -> transcript.get().get(chat),
                            Json.usage(node, "usage"),
                            Instant.parse(Json.text(node, "start")),
                            Duration.ofNanos(node.path("nanos").asLong(0)),
                            cached || node.path("cached").asBoolean(false));
            return run.hiding(hidden);
        }

        private Run<?> subrun(JsonNode node, PrivateValues around) {
            return run(node, task(node.path("task")), around);
        }

        @SuppressWarnings({"unchecked", "NullAway"}) // of the type that was written
        private <T extends @Nullable Object> Outcome<T> outcome(JsonNode node) {
            if (node.has("value")) {
                return new Outcome.Completed<>((T) values.read(node.get("value")));
            }
            Failure failure =
                    new Failure(
                            Json.text(node, "type"),
                            Json.text(node, "message"),
                            Json.text(node, "trace"));
            return node.has("failed")
                    ? new Outcome.Failed<>(constant(FailureKind.class, node.get("failed")), failure)
                    : new Outcome.Unmeasured<>(
                            constant(UnmeasuredReason.class, node.path("unmeasured")), failure);
        }

        private static <E extends Enum<E>> E constant(Class<E> type, JsonNode name) {
            try {
                return Enum.valueOf(type, name.asString(""));
            } catch (IllegalArgumentException e) {
                throw new UnreadableValueException(
                        "the unknown %s '%s'".formatted(type.getSimpleName(), name.asString("")));
            }
        }

        private static TaskInfo task(JsonNode node) {
            List<String> subtasks = new ArrayList<>();
            node.path("subtasks").forEach(name -> subtasks.add(name.asString("")));
            return new TaskInfo(
                    Json.text(node, "name"),
                    Json.text(node, "description"),
                    node.path("version").asInt(1),
                    Json.text(node, "definition"),
                    constant(ResultType.class, node.path("result")),
                    node.path("storeTask").asBoolean(true),
                    node.path("storeRun").asBoolean(true),
                    subtasks);
        }
    }
}
