package dev.kbench.tool;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.method.MethodReference;

import org.jspecify.annotations.Nullable;

/// A method or a lambda as a tool.
///
/// Immutable; as thread-safe as the method.
final class FunctionTool implements CallableTool {
    private final ToolSpec spec;
    private final ToolMethod method;
    private final ToolBody body;

    private FunctionTool(ToolSpec spec, ToolMethod method, ToolBody body) {
        this.spec = spec;
        this.method = method;
        this.body = body;
    }

    /// A method, by its reference.
    ///
    /// @throws IllegalArgumentException if it is a lambda, or cannot be a tool
    static FunctionTool of(ToolBody body) {
        MethodReference reference = MethodReference.of("method", body, null);
        if (reference.isLambda()) {
            throw new IllegalArgumentException(
                    "a lambda has no name to call the tool by; use with.tool(\"name\", \"what it"
                            + " does\", lambda), or a method reference such as this::calculator");
        }
        ToolMethod method = ToolMethod.of(reference);
        return new FunctionTool(method.spec(), method, body);
    }

    /// A lambda under a name.
    ///
    /// @throws IllegalArgumentException if it cannot be a tool
    static FunctionTool named(String name, String description, ToolBody body) {
        requireNonNull(name, "name: expected the tool's name, got null");
        requireNonNull(
                description,
                "description: expected what the tool does, or an empty text, got null");
        ToolMethod method = ToolMethod.of(MethodReference.of("lambda", body, null));
        return new FunctionTool(method.spec(name, description), method, body);
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public boolean isParallel() {
        return method.parallel();
    }

    @Override
    public ToolOutput call(String arguments) throws Exception {
        @Nullable Object[] values;
        try {
            values = method.arguments().read(arguments);
        } catch (IllegalArgumentException e) {
            throw new UnfitArgumentsException(String.valueOf(e.getMessage()), e);
        }
        return method.output(body.call(values));
    }
}
