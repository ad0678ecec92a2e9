package dev.kbench.schema;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a method must be called with, as one JSON object with a field for each parameter. Types and
/// annotations are those of {@link Schema}; a parameter that may be left out is an `Optional`, has
/// a {@link Default}, or is marked with an annotation named `Nullable`.
///
/// Immutable.
public final class ArgumentsSchema {
    /// What the Model Proxy adds to calls of some vendors' models.
    private static final String PROXYS_OWN = "signature";

    private final ObjectShape shape;
    private final JsonSchema json;

    private ArgumentsSchema(ObjectShape shape) {
        this.shape = shape;
        this.json = new JsonSchema(new LinkedHashMap<>(Definitions.schema(shape, false)));
    }

    /// The arguments of a method.
    ///
    /// @param method the method
    /// @param first how many of its parameters are given otherwise: what a lambda captured
    /// @param names the parameters' names, one for each parameter of the method
    /// @param descriptions what a model is told of parameters that have no {@link Description}, by
    ///   name
    /// @return the schema
    /// @throws IllegalArgumentException if a parameter has a type that no JSON can be read as, or
    ///   an annotation that does not suit it; it names the parameter
    public static ArgumentsSchema of(
            Method method, int first, List<String> names, Map<String, String> descriptions) {
        Parameter[] parameters = method.getParameters();
        List<ObjectShape.Field> fields = new ArrayList<>();
        for (int i = first; i < parameters.length; i++) {
            String name = names.get(i);
            fields.add(field(parameters[i], name, descriptions.getOrDefault(name, "")));
        }
        ObjectShape shape = new ObjectShape(method.getName(), "", new Values());
        shape.set(fields);
        return new ArgumentsSchema(shape);
    }

    private static ObjectShape.Field field(Parameter parameter, String name, String otherwise) {
        try {
            Resolved type = Resolved.of(parameter.getAnnotatedType(), Map.of(), "its type");
            Shape shape = Shapes.of(Shapes.withDeclared(type, Set.of(parameter.getAnnotations())));
            Default standard = parameter.getAnnotation(Default.class);
            Json value =
                    standard == null ? null : Defaults.of(standard.value(), shape, "the parameter");
            if (value != null) {
                Defaults.check(value, shape, "the parameter");
            }
            String description = Descriptions.of(parameter);
            return new ObjectShape.Field(
                    name, shape, description.isEmpty() ? otherwise : description, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "parameter '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    /// The values as they stand in the object, in the parameters' order.
    private static final class Values implements ObjectShape.Maker {
        @Override
        public Object make(@Nullable Object[] values) {
            return values;
        }

        @Override
        public @Nullable Object[] take(@Nullable Object value) {
            return (@Nullable Object[]) requireNonNull(value, "expected arguments, got null");
        }
    }

    /// The schema as models are told of it.
    ///
    /// @return an object's schema
    public JsonSchema json() {
        return json;
    }

    /// Reads what a model wrote.
    ///
    /// @param arguments JSON; a blank text and `null` stand for no arguments
    /// @return one value for each parameter, in order
    /// @throws IllegalArgumentException if they are no JSON object or do not fit; the message is
    ///   for the model
    public @Nullable Object[] read(String arguments) {
        Json given = parse(requireNonNull(arguments, "arguments: expected JSON, got null"));
        try {
            return (@Nullable Object[]) shape.read(given, Spot.root(new Repairs()));
        } catch (MisfitException e) {
            StringBuilder message = new StringBuilder();
            for (AnswerProblem problem : e.problems()) {
                message.append(message.isEmpty() ? "" : "; ");
                message.append(problem.toString().replaceFirst("^the answer ", "the whole "));
            }
            throw new IllegalArgumentException(message.toString(), e);
        }
    }

    private Json parse(String arguments) {
        if (arguments.isBlank()) {
            return new Json.Obj(List.of());
        }
        Json json;
        try {
            json = Json.parse(arguments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected a JSON object, got %s: %s"
                            .formatted(Excerpt.of(arguments), e.getMessage()),
                    e);
        }
        return switch (json) {
            case Json.Null _ -> new Json.Obj(List.of());
            case Json.Obj(List<Json.Member> members) -> new Json.Obj(known(members));
            default ->
                    throw new IllegalArgumentException(
                            "expected a JSON object, got " + Excerpt.of(arguments));
        };
    }

    private List<Json.Member> known(List<Json.Member> members) {
        return shape.fields().stream().anyMatch(field -> field.name().equals(PROXYS_OWN))
                ? members
                : members.stream().filter(member -> !member.name().equals(PROXYS_OWN)).toList();
    }
}
