package dev.kbench.tool;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/// Tools that are given to models together: `Toolbox.create(with ->
/// with.tool(this::add).tool(this::multiply))`, then `with.tools(toolbox)`.
///
/// Immutable.
public final class Toolbox implements Iterable<CallableTool> {
    private final List<CallableTool> tools;

    private Toolbox(List<CallableTool> tools) {
        this.tools = tools;
    }

    /// Puts tools together.
    ///
    /// @param with adds the tools
    /// @return the toolbox
    /// @throws IllegalArgumentException if two tools have one name
    public static Toolbox create(Consumer<Contents> with) {
        Contents contents = new Contents();
        requireNonNull(with, "with: expected what adds the tools, got null").accept(contents);
        return new Toolbox(contents.tools());
    }

    /// What a toolbox is to hold.
    ///
    /// One thread.
    public static final class Contents extends ToolOptions<Contents> {
        private Contents() {}

        @Override
        protected Contents self() {
            return this;
        }
    }

    /// What a model is told of the tools.
    ///
    /// @return one for each, in order
    public List<ToolSpec> specs() {
        return tools.stream().map(CallableTool::spec).toList();
    }

    @Override
    public Iterator<CallableTool> iterator() {
        return tools.iterator();
    }

    @Override
    public String toString() {
        return specs().stream().map(ToolSpec::name).toList().toString();
    }
}
