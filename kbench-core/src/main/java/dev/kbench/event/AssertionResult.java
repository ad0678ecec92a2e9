package dev.kbench.event;

/// One recorded assertion.
///
/// @param type the assertion's name, such as `assertEqual`, or a custom assertion's method name
/// @param passed whether it held
/// @param expectation what was expected, in the user's words or the assertion's own
/// @param line the user's line, 0 where it is unknown
/// @param source that line's text, trimmed; empty where the source is not to be had
/// @param chatId the id of the chat it was made in; empty outside a chat
/// @param requestCount how many answers that chat held then; it stands behind the last of them
public record AssertionResult(
        String type,
        boolean passed,
        String expectation,
        int line,
        String source,
        String chatId,
        int requestCount) {}
