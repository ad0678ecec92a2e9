package dev.kbench.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/// A type with its type arguments: `new TypeRef<List<Review>>() {}`.
///
/// Immutable. Two are equal where their types are.
///
/// @param <T> the type
public abstract class TypeRef<T> {
    private final Type type;

    /// Takes the type from the class that extends this one.
    ///
    /// @throws IllegalStateException if it names none, as in `new TypeRef() {}`
    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parent
                && parent.getRawType() == TypeRef.class)) {
            throw new IllegalStateException(
                    "a TypeRef needs its type: new TypeRef<List<Integer>>() {}");
        }
        this.type = parent.getActualTypeArguments()[0];
    }

    /// The type.
    ///
    /// @return such as `java.util.List<java.lang.Integer>`
    public final Type type() {
        return type;
    }

    @Override
    public final boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof TypeRef<?> that && type.equals(that.type);
    }

    @Override
    public final int hashCode() {
        return type.hashCode();
    }

    @Override
    public final String toString() {
        return type.getTypeName();
    }
}
