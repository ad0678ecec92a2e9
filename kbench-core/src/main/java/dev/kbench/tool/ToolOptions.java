package dev.kbench.tool;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/// Takes tools: `with.tool(this::calculator).tool(this::lookUp)`. A method is told to the model by
/// its name, its doc comment and its parameters, or as {@link Tool} says; a lambda, which has none
/// of these, by what is given with it.
///
/// One thread.
///
/// @param <S> what takes them
@SuppressWarnings("overloads") // a method reference fits one overload only
public abstract class ToolOptions<S extends ToolOptions<S>> {
    private final List<CallableTool> tools = new ArrayList<>(0);

    /// Makes one without tools.
    protected ToolOptions() {}

    /// This, as what it is.
    ///
    /// @return this
    protected abstract S self();

    /// The tools so far.
    ///
    /// @return a copy, in order
    protected List<CallableTool> tools() {
        return List.copyOf(tools);
    }

    /// Takes a tool that was made elsewhere.
    ///
    /// @param tool the tool
    /// @return this
    /// @throws IllegalArgumentException if there is one of its name already
    public S tool(CallableTool tool) {
        requireNonNull(tool, "tool: expected a tool such as this::calculator, got null");
        String name = tool.spec().name();
        if (tools.stream().anyMatch(other -> other.spec().name().equals(name))) {
            throw new IllegalArgumentException(
                    "there are two tools named '%s', and a model could not tell them apart; give one another name, such as with @Tool(name = \"…\") or, to a server's, with prefix(…)"
                            .formatted(name));
        }
        tools.add(tool);
        return self();
    }

    /// Takes tools that were made elsewhere, such as a {@link Toolbox}.
    ///
    /// @param several the tools
    /// @return this
    /// @throws IllegalArgumentException if two have one name
    public S tools(Iterable<? extends CallableTool> several) {
        requireNonNull(several, "several: expected tools, got null").forEach(this::tool);
        return self();
    }

    private S method(ToolBody body) {
        return tool(FunctionTool.of(body));
    }

    private S lambda(String name, String description, ToolBody body) {
        return tool(FunctionTool.named(name, description, body));
    }

    /// Takes a method with 0 parameters that returns nothing.
    ///
    /// @param method the method, as a reference
    /// @return this
    public S tool(ToolBody.Run0 method) {
        return method(method);
    }

    /// Takes a lambda with 0 parameters that returns nothing.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @return this
    public S tool(String name, String description, ToolBody.Run0 lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 1 parameter that returns nothing.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @return this
    public <A> S tool(ToolBody.Run1<A> method) {
        return method(method);
    }

    /// Takes a lambda with 1 parameter that returns nothing.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @return this
    public <A> S tool(String name, String description, ToolBody.Run1<A> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 2 parameters that returns nothing.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @return this
    public <A, B> S tool(ToolBody.Run2<A, B> method) {
        return method(method);
    }

    /// Takes a lambda with 2 parameters that returns nothing.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @return this
    public <A, B> S tool(String name, String description, ToolBody.Run2<A, B> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 3 parameters that returns nothing.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @return this
    public <A, B, C> S tool(ToolBody.Run3<A, B, C> method) {
        return method(method);
    }

    /// Takes a lambda with 3 parameters that returns nothing.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @return this
    public <A, B, C> S tool(String name, String description, ToolBody.Run3<A, B, C> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 4 parameters that returns nothing.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @return this
    public <A, B, C, D> S tool(ToolBody.Run4<A, B, C, D> method) {
        return method(method);
    }

    /// Takes a lambda with 4 parameters that returns nothing.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @return this
    public <A, B, C, D> S tool(String name, String description, ToolBody.Run4<A, B, C, D> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 5 parameters that returns nothing.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @return this
    public <A, B, C, D, E> S tool(ToolBody.Run5<A, B, C, D, E> method) {
        return method(method);
    }

    /// Takes a lambda with 5 parameters that returns nothing.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @return this
    public <A, B, C, D, E> S tool(
            String name, String description, ToolBody.Run5<A, B, C, D, E> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 6 parameters that returns nothing.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @return this
    public <A, B, C, D, E, F> S tool(ToolBody.Run6<A, B, C, D, E, F> method) {
        return method(method);
    }

    /// Takes a lambda with 6 parameters that returns nothing.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @return this
    public <A, B, C, D, E, F> S tool(
            String name, String description, ToolBody.Run6<A, B, C, D, E, F> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 0 parameters that returns a value.
    ///
    /// @param method the method, as a reference
    /// @param <R> what it returns
    /// @return this
    public <R> S tool(ToolBody.Get0<R> method) {
        return method(method);
    }

    /// Takes a lambda with 0 parameters that returns a value.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <R> what it returns
    /// @return this
    public <R> S tool(String name, String description, ToolBody.Get0<R> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 1 parameter that returns a value.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, R> S tool(ToolBody.Get1<A, R> method) {
        return method(method);
    }

    /// Takes a lambda with 1 parameter that returns a value.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, R> S tool(String name, String description, ToolBody.Get1<A, R> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 2 parameters that returns a value.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, R> S tool(ToolBody.Get2<A, B, R> method) {
        return method(method);
    }

    /// Takes a lambda with 2 parameters that returns a value.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, R> S tool(String name, String description, ToolBody.Get2<A, B, R> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 3 parameters that returns a value.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, C, R> S tool(ToolBody.Get3<A, B, C, R> method) {
        return method(method);
    }

    /// Takes a lambda with 3 parameters that returns a value.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, C, R> S tool(String name, String description, ToolBody.Get3<A, B, C, R> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 4 parameters that returns a value.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, C, D, R> S tool(ToolBody.Get4<A, B, C, D, R> method) {
        return method(method);
    }

    /// Takes a lambda with 4 parameters that returns a value.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, C, D, R> S tool(
            String name, String description, ToolBody.Get4<A, B, C, D, R> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 5 parameters that returns a value.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, C, D, E, R> S tool(ToolBody.Get5<A, B, C, D, E, R> method) {
        return method(method);
    }

    /// Takes a lambda with 5 parameters that returns a value.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, C, D, E, R> S tool(
            String name, String description, ToolBody.Get5<A, B, C, D, E, R> lambda) {
        return lambda(name, description, lambda);
    }

    /// Takes a method with 6 parameters that returns a value.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, C, D, E, F, R> S tool(ToolBody.Get6<A, B, C, D, E, F, R> method) {
        return method(method);
    }

    /// Takes a lambda with 6 parameters that returns a value.
    ///
    /// @param name the tool's name
    /// @param description what it does, for the model; may be empty
    /// @param lambda the lambda, its parameters with their types
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @param <R> what it returns
    /// @return this
    public <A, B, C, D, E, F, R> S tool(
            String name, String description, ToolBody.Get6<A, B, C, D, E, F, R> lambda) {
        return lambda(name, description, lambda);
    }
}
