package dev.kbench.store;

import dev.kbench.store.RunFile.Assertion;
import dev.kbench.store.RunFile.Content;
import dev.kbench.store.RunFile.Conversation;
import dev.kbench.store.RunFile.Metrics;
import dev.kbench.store.RunFile.Numeric;
import dev.kbench.store.RunFile.Request;
import dev.kbench.store.RunFile.RequestRef;
import dev.kbench.store.RunFile.Result;
import dev.kbench.store.RunFile.TaskVersion;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// From a run file's content to its text. Fields stand in the order of the message's field numbers.
/// A field without presence is left out at its default, as proto3's JSON form does.
final class RunFileWriter {
    private final PlatformJson out = new PlatformJson();

    private RunFileWriter() {}

    static byte[] bytes(RunFile file) {
        RunFileWriter writer = new RunFileWriter();
        writer.run(file);
        return writer.out.bytes();
    }

    static byte[] bytes(TaskVersion task) {
        RunFileWriter writer = new RunFileWriter();
        writer.task(task);
        return writer.out.bytes();
    }

    private void run(RunFile file) {
        out.startObject();
        if (file.taskVersion() != null) {
            out.member("taskVersion");
            task(file.taskVersion());
        }
        if (file.modelVersion() != null) {
            out.member("modelVersion").startObject();
            text("slug", file.modelVersion().slug());
            out.members(file.modelVersion().unknown());
            out.endObject();
        }
        present("state", file.state());
        present("startTime", file.startTime());
        present("endTime", file.endTime());
        list("conversations", file.conversations(), this::conversation);
        list("results", file.results(), this::result);
        list("assertions", file.assertions(), this::assertion);
        list("subruns", file.subruns(), this::run);
        present("pyRunId", file.pyRunId());
        present("errorMessage", file.errorMessage());
        out.members(file.unknown());
        out.endObject();
    }

    private void task(TaskVersion task) {
        out.startObject();
        present("versionNumber", task.versionNumber());
        text("name", task.name());
        present("description", task.description());
        text("definition", task.definition());
        list("subtaskFileNames", task.subtaskFileNames(), out::string);
        out.members(task.unknown());
        out.endObject();
    }

    private void conversation(Conversation conversation) {
        out.startObject();
        text("id", conversation.id());
        list("requests", conversation.requests(), this::request);
        metrics(conversation.metrics());
        out.members(conversation.unknown());
        out.endObject();
    }

    private void request(Request request) {
        out.startObject();
        list("contents", request.contents(), this::content);
        metrics(request.metrics());
        text("id", request.id());
        out.members(request.unknown());
        out.endObject();
    }

    private void content(Content content) {
        out.startObject();
        list("parts", content.parts(), out::value);
        present("role", content.role());
        present("senderName", content.senderName());
        out.members(content.unknown());
        out.endObject();
    }

    private void metrics(@Nullable Metrics metrics) {
        if (metrics == null) {
            return;
        }
        out.member("metrics").startObject();
        tokens("inputTokens", metrics.inputTokens());
        tokens("outputTokens", metrics.outputTokens());
        int64("inputTokensCostNanodollars", metrics.inputCost());
        int64("outputTokensCostNanodollars", metrics.outputCost());
        int64("totalBackendLatencyMs", metrics.latencyMs());
        out.members(metrics.unknown());
        out.endObject();
    }

    /// The platform's counts are 32 bits wide; one beyond them is unknown to it rather than cut.
    private void tokens(String name, long count) {
        if (count != 0 && count == (int) count) {
            present(name, count);
        }
    }

    private void int64(String name, @Nullable Long value) {
        present(name, value == null ? null : value.toString());
    }

    private void result(Result result) {
        out.startObject();
        present("type", result.type());
        present("booleanResult", result.bool());
        if (result.numeric() != null) {
            out.member("numericResult");
            numeric(result.numeric());
        }
        present("dictResult", result.dict());
        out.members(result.unknown());
        out.endObject();
    }

    private void numeric(Numeric numeric) {
        out.startObject();
        if (numeric.value() != 0 || 1 / numeric.value() < 0) {
            decimal("value", numeric.value());
        }
        if (numeric.confidenceInterval() != null) {
            decimal("confidenceInterval", numeric.confidenceInterval());
        }
        out.members(numeric.unknown());
        out.endObject();
    }

    /// What is no finite number stands as text, as proto3's JSON form has it.
    private void decimal(String name, double value) {
        present(name, Double.isFinite(value) ? (Object) value : Double.toString(value));
    }

    private void assertion(Assertion assertion) {
        out.startObject();
        text("expectation", assertion.expectation());
        present("status", assertion.status());
        if (assertion.lineNumber() != 0) {
            present("lineNumber", assertion.lineNumber());
        }
        text("definition", assertion.definition());
        list("conversationRequestIds", assertion.requests(), this::reference);
        out.members(assertion.unknown());
        out.endObject();
    }

    private void reference(RequestRef reference) {
        out.startObject();
        text("conversationId", reference.conversationId());
        text("requestId", reference.requestId());
        out.members(reference.unknown());
        out.endObject();
    }

    private void present(String name, @Nullable Object value) {
        if (value != null) {
            out.member(name).value(value);
        }
    }

    private void text(String name, String value) {
        present(name, value.isEmpty() ? null : value);
    }

    private <T> void list(String name, List<T> items, Consumer<T> print) {
        if (items.isEmpty()) {
            return;
        }
        out.member(name).startArray();
        for (T item : items) {
            out.element();
            print.accept(item);
        }
        out.endArray();
    }
}
