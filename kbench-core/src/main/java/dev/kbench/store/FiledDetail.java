package dev.kbench.store;

import dev.kbench.chat.Chat;
import dev.kbench.event.AssertionResult;

import java.nio.file.Path;
import java.util.List;

/// A run file whole: the figures of its run, and what was said in it.
///
/// @param run the figures
/// @param task its task
/// @param assertions what it asserted, in order
/// @param chat its conversation; chats opened inside it stand behind its messages
/// @param subruns the runs inside it
public record FiledDetail(
        FiledRun run,
        FiledTask task,
        List<AssertionResult> assertions,
        Chat chat,
        List<FiledDetail> subruns) {
    /// Copies the lists.
    public FiledDetail {
        assertions = List.copyOf(assertions);
        subruns = List.copyOf(subruns);
    }

    /// Reads a file.
    ///
    /// @param file the file
    /// @return what it says
    /// @throws StoreException if it cannot be read, or is none
    public static FiledDetail read(Path file) {
        RunFile run = RunFileReader.run(file);
        if (run.state() == null) {
            ShownRunMapper.check(file, run);
        }
        return of(file, run);
    }

    private static FiledDetail of(Path file, RunFile run) {
        return new FiledDetail(
                FiledRun.of(file, run),
                run.taskVersion() == null
                        ? new FiledTask("", "", 0, "")
                        : FiledTask.of(run.taskVersion()),
                run.assertions().stream().map(FiledDetail::assertion).toList(),
                FiledChats.chat(run.conversations()),
                run.subruns().stream().map(inner -> of(file, inner)).toList());
    }

    /// A request's id ends in its number within its conversation.
    static AssertionResult assertion(RunFile.Assertion assertion) {
        RunFile.RequestRef place =
                assertion.requests().isEmpty() ? null : assertion.requests().getFirst();
        String id = place == null ? "" : place.requestId();
        String number = id.substring(id.lastIndexOf('-') + 1);
        return OwnSection.assertion(
                assertion.unknown(),
                new AssertionResult(
                        "",
                        assertion.holds(),
                        assertion.expectation(),
                        assertion.lineNumber(),
                        assertion.definition(),
                        place == null ? "" : place.conversationId(),
                        number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0));
    }
}
