package dev.kbench.run;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What went wrong, as plain text that outlives the process.
///
/// @param type the exception's simple type name
/// @param message its message; empty where it had none
/// @param trace its whole stack trace
public record Failure(String type, String message, String trace) {
    /// Describes an exception.
    ///
    /// @param thrown what was thrown
    /// @return its description
    public static Failure of(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        String message = thrown.getMessage();
        String name = thrown.getClass().getSimpleName();
        return new Failure(
                name.isEmpty() ? thrown.getClass().getName() : name,
                message == null ? "" : message,
                trace.toString());
    }

    /// Type and message in one line.
    ///
    /// @return such as `IllegalStateException: no tide data`
    public String summary() {
        return message.isEmpty() ? type : type + ": " + message;
    }
}
