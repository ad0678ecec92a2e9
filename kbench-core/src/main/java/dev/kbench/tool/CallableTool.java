package dev.kbench.tool;

/// A tool with what it does. Methods and lambdas become one by {@link ToolOptions}; whoever has
/// tools of another kind, such as those of a server, implements this.
public interface CallableTool {
    /// What a model is told of it.
    ///
    /// @return the same each time
    ToolSpec spec();

    /// Whether several calls may run at once.
    ///
    /// @return false for one after another
    default boolean isParallel() {
        return false;
    }

    /// Calls it.
    ///
    /// @param arguments the arguments as the model wrote them: JSON, if all is well
    /// @return what came of it
    /// @throws UnfitArgumentsException if the arguments do not fit, and nothing was done; the model
    ///   is told the message
    /// @throws Exception what went wrong; the model is told the message, unless it is a {@link
    ///   dev.kbench.key.KbenchException}: the world's faults are not the model's to mend, and end
    ///   the prompt
    ToolOutput call(String arguments) throws Exception;
}
