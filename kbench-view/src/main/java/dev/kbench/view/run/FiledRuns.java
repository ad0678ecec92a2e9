package dev.kbench.view.run;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Message;
import dev.kbench.content.Content;
import dev.kbench.key.CanonicalJson;
import dev.kbench.run.Failure;
import dev.kbench.store.FiledDetail;
import dev.kbench.store.FiledRun;
import dev.kbench.store.FiledTask;
import dev.kbench.store.Redaction;
import dev.kbench.store.StoreException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;

/// Run files, kbench's and those of the platform's own library. One that cannot be read is a run
/// that says why.
///
/// Immutable.
public final class FiledRuns {
    private static final String TRACEBACK = "Traceback (most recent call last)";

    private final Redaction redaction;

    /// Makes one.
    ///
    /// @param redaction what is not shown
    public FiledRuns(Redaction redaction) {
        this.redaction = redaction;
    }

    /// A run file as far as it is searched and sorted.
    ///
    /// @param facts its facts
    /// @param words what was said in it
    public record Filed(RunFacts facts, RunWords words) {}

    /// What of a run is searched and sorted.
    ///
    /// @param file the run file
    /// @return its facts and its words
    public Filed read(Path file) {
        try {
            FiledDetail detail = FiledDetail.read(file);
            StringBuilder all = new StringBuilder();
            words(detail, all);
            return new Filed(facts(detail), new RunWords(all.toString(), answer(detail.chat())));
        } catch (StoreException e) {
            return new Filed(RunFacts.unreadable(String.valueOf(e.getMessage())), RunWords.NONE);
        }
    }

    private void words(FiledDetail detail, StringBuilder all) {
        for (Message message : messages(detail.chat())) {
            for (Content part : message.parts()) {
                all.append(redaction.text(part.text())).append('\n');
            }
        }
        detail.subruns().forEach(inner -> words(inner, all));
    }

    private String answer(Chat chat) {
        String answer = "";
        for (Message message : messages(chat)) {
            answer = message.isReply() && !message.text().isBlank() ? message.text() : answer;
        }
        return redaction.text(answer);
    }

    private static List<Message> messages(Chat chat) {
        List<Message> all = new ArrayList<>();
        chat.items()
                .forEach(
                        item -> {
                            switch (item) {
                                case Message message -> all.add(message);
                                case Chat inner -> all.addAll(messages(inner));
                            }
                        });
        return all;
    }

    /// A run whole.
    ///
    /// @param id its id
    /// @param file the run file
    /// @return the run; of what cannot be read its troubles tell
    public ViewedRun whole(RunId id, Path file) {
        try {
            return viewed(id, file, FiledDetail.read(file));
        } catch (StoreException e) {
            RunFacts facts = RunFacts.unreadable(String.valueOf(e.getMessage()));
            return viewed(id, file, new ViewedTask("", "", 0, ""), facts, Said.NOTHING);
        }
    }

    private ViewedRun viewed(RunId id, Path file, FiledDetail detail) {
        List<ViewedRun> subruns = new ArrayList<>();
        for (FiledDetail inner : detail.subruns()) {
            subruns.add(viewed(new RunId(id + "~" + subruns.size()), file, inner));
        }
        FiledTask task = detail.task();
        return viewed(
                id,
                file,
                new ViewedTask(task.name(), task.description(), task.version(), task.definition()),
                facts(detail),
                new Said(
                        detail.assertions().stream().map(redaction::assertion).toList(),
                        redaction.chat(detail.chat()),
                        subruns));
    }

    private static ViewedRun viewed(
            RunId id, Path file, ViewedTask task, RunFacts facts, Said said) {
        return facts.whole(
                id,
                "",
                file,
                task,
                new LinkedHashMap<>(),
                said,
                false,
                facts.trouble().isEmpty() ? List.of() : List.of(facts.trouble()));
    }

    private RunFacts facts(FiledDetail detail) {
        FiledRun run = detail.run();
        String row = run.row().isEmpty() ? run.number() : run.row();
        return new RunFacts(
                run.task(),
                run.model(),
                run.number(),
                redaction.text(run.row()),
                0,
                1,
                new LinkedHashMap<>(),
                run.outcome(),
                run.reason(),
                run.passed(),
                finite(run.numericResult()),
                run.result().equals("true") || run.result().equals("false"),
                print(row),
                print(run.row()),
                redaction.text(run.result()),
                redaction.failure(failure(run.error())),
                run.usage(),
                run.start(),
                run.duration(),
                "");
    }

    private static long print(String text) {
        return Long.parseUnsignedLong(CanonicalJson.sha256Text(text).substring(0, 16), 16);
    }

    private static OptionalDouble finite(OptionalDouble number) {
        return number.isPresent() && Double.isFinite(number.getAsDouble())
                ? number
                : OptionalDouble.empty();
    }

    /// A file has the trace alone: Python's ends with the message, Java's begins with it.
    private static Failure failure(String error) {
        List<String> lines = error.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() < 2) {
            return new Failure("", error.strip(), "");
        }
        return new Failure(
                "",
                (error.startsWith(TRACEBACK) ? lines.getLast() : lines.getFirst()).strip(),
                error);
    }
}
