package dev.kbench.schema;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedTypeVariable;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A type without variables.
///
/// @param raw its class
/// @param arguments its type arguments; an array's only one is its component
/// @param annotations what stands on it where it is used
record Resolved(Class<?> raw, List<Resolved> arguments, List<Annotation> annotations) {
    Resolved {
        arguments = List.copyOf(arguments);
        annotations = List.copyOf(annotations);
    }

    /// A class that is used as it is.
    ///
    /// @throws IllegalArgumentException if it needs type arguments
    static Resolved of(Class<?> raw, String where) {
        if (raw.isArray()) {
            return new Resolved(raw, List.of(of(raw.getComponentType(), where)), List.of());
        }
        if (raw.getTypeParameters().length > 0) {
            throw new IllegalArgumentException(
                    "%s: %s has no type arguments; say of what, as in new TypeRef<%s<…>>() {}"
                            .formatted(where, raw.getTypeName(), raw.getSimpleName()));
        }
        return new Resolved(raw, List.of(), List.of());
    }

    /// A type where it is used.
    ///
    /// @param variables what the type variables in scope stand for
    /// @throws IllegalArgumentException if it does not say what it is
    static Resolved of(AnnotatedType used, Map<TypeVariable<?>, Resolved> variables, String where) {
        List<Annotation> annotations = List.of(used.getAnnotations());
        return switch (used) {
            case AnnotatedParameterizedType type -> {
                List<Resolved> arguments = new ArrayList<>();
                for (AnnotatedType argument : type.getAnnotatedActualTypeArguments()) {
                    arguments.add(of(argument, variables, where));
                }
                yield new Resolved(
                        (Class<?>) ((ParameterizedType) type.getType()).getRawType(),
                        arguments,
                        annotations);
            }
            case AnnotatedArrayType type -> {
                Resolved component = of(type.getAnnotatedGenericComponentType(), variables, where);
                yield new Resolved(component.raw.arrayType(), List.of(component), annotations);
            }
            case AnnotatedTypeVariable type -> {
                Resolved known = variables.get((TypeVariable<?>) type.getType());
                if (known == null) {
                    throw new IllegalArgumentException(
                            "%s: the type variable %s stands for nothing that is known here"
                                    .formatted(where, type.getType().getTypeName()));
                }
                yield known.with(annotations);
            }
            case AnnotatedWildcardType type -> {
                AnnotatedType[] upper = type.getAnnotatedUpperBounds();
                if (type.getAnnotatedLowerBounds().length > 0
                        || upper.length == 0
                        || upper[0].getType() == Object.class) {
                    throw new IllegalArgumentException(
                            "%s: '%s' does not say what stands there"
                                    .formatted(where, type.getType().getTypeName()));
                }
                yield of(upper[0], variables, where);
            }
            default -> of((Class<?>) used.getType(), where).with(annotations);
        };
    }

    /// The same with more annotations, each once.
    Resolved with(List<Annotation> more) {
        if (more.isEmpty()) {
            return this;
        }
        Set<Annotation> all = new LinkedHashSet<>(annotations);
        all.addAll(more);
        return new Resolved(raw, arguments, List.copyOf(all));
    }

    /// The same type without what stands on it.
    Resolved bare() {
        return annotations.isEmpty() ? this : new Resolved(raw, arguments, List.of());
    }

    /// An array's item, and so on to the innermost, without annotations that are the array's own.
    Resolved withoutInItems(List<Annotation> own) {
        if (!raw.isArray()) {
            List<Annotation> left = new ArrayList<>(annotations);
            left.removeAll(own);
            return new Resolved(raw, arguments, left);
        }
        return new Resolved(raw, List.of(arguments.getFirst().withoutInItems(own)), annotations);
    }

    /// What the class's own type variables stand for.
    Map<TypeVariable<?>, Resolved> variables() {
        Map<TypeVariable<?>, Resolved> variables = new HashMap<>();
        TypeVariable<?>[] declared = raw.getTypeParameters();
        for (int i = 0; i < declared.length && i < arguments.size(); i++) {
            variables.put(declared[i], arguments.get(i));
        }
        return variables;
    }

    /// A class that implements this interface, with the type arguments that follow from it.
    ///
    /// @throws IllegalArgumentException if they do not follow
    Resolved subtype(Class<?> type, String where) {
        Map<TypeVariable<?>, Resolved> known = new HashMap<>();
        for (Type parent : type.getGenericInterfaces()) {
            if (parent instanceof ParameterizedType of && of.getRawType() == raw) {
                Type[] given = of.getActualTypeArguments();
                for (int i = 0; i < given.length; i++) {
                    if (given[i] instanceof TypeVariable<?> variable) {
                        known.put(variable, arguments.get(i));
                    }
                }
            }
        }
        List<Resolved> own = new ArrayList<>();
        for (TypeVariable<?> variable : type.getTypeParameters()) {
            Resolved stands = known.get(variable);
            if (stands == null) {
                throw new IllegalArgumentException(
                        "%s: the type variable %s of %s does not follow from %s"
                                .formatted(where, variable.getName(), type.getTypeName(), this));
            }
            own.add(stands);
        }
        return new Resolved(type, own, List.of());
    }

    @Override
    public String toString() {
        return arguments.isEmpty() || raw.isArray()
                ? raw.getTypeName()
                : raw.getTypeName()
                        + arguments.stream()
                                .map(Resolved::toString)
                                .collect(Collectors.joining(", ", "<", ">"));
    }
}
