package dev.kbench.task;

import dev.kbench.key.Params;
import dev.kbench.llm.Llm;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Binds arguments to a task's parameters. What stands first is by position; a name fits the
/// parameter of that name, else the one of that name but for case and underscores, else a component
/// of a record parameter in the same two ways. Every name must fit exactly one place, every place
/// must be filled, and every value must be of the place's type: anything else is refused before the
/// task runs.
///
/// Thread-safe.
final class Binder {
    private final String task;
    private final List<TaskParameter> parameters;
    private final List<Map<String, Place>> places = new ArrayList<>();

    Binder(String task, List<TaskParameter> parameters) {
        this.task = task;
        this.parameters = parameters;
        for (int i = 0; i <= parameters.size(); i++) {
            places.add(new ConcurrentHashMap<>());
        }
    }

    /// Where a name's value goes: a parameter, or a component of a record parameter.
    record Place(int parameter, @Nullable RecordComponent component) {}

    /// Binds arguments that stand in the caller's code.
    BoundCall bind(List<?> positional, Params named) {
        return bind(positional, named, Whence.CODE);
    }

    /// Binds arguments.
    ///
    /// @param positional values by position
    /// @param named values by name
    /// @param whence where the named values come from
    BoundCall bind(List<?> positional, Params named, Whence whence) {
        if (positional.size() > parameters.size()) {
            throw refused(
                    "%d arguments by position, but the task takes %d"
                            .formatted(positional.size(), parameters.size()),
                    whence.row());
        }
        @Nullable Object[] args = new @Nullable Object[parameters.size()];
        for (int i = 0; i < positional.size(); i++) {
            TaskParameter parameter = parameters.get(i);
            args[i] = convert(positional.get(i), parameter, parameter.name(), whence);
        }
        Map<Integer, Map<String, Object>> records = new LinkedHashMap<>();
        Set<Place> filled = new HashSet<>();
        Set<String> privates = Set.of();
        for (Map.Entry<String, Object> entry : named.asMap().entrySet()) {
            String name = entry.getKey();
            Place place = place(name, positional.size(), whence);
            TaskParameter parameter = parameters.get(place.parameter());
            RecordComponent component = place.component();
            boolean whole = filled.contains(new Place(place.parameter(), null));
            if (!filled.add(place)
                    || (component == null ? records.containsKey(place.parameter()) : whole)) {
                throw refused(
                        "'%s' gives parameter '%s' a second time".formatted(name, parameter.name()),
                        whence.row());
            }
            if (whence.isPrivate(name)) {
                privates = privates.isEmpty() ? new HashSet<>() : privates;
                privates.add(component == null ? parameter.name() : component.getName());
            }
            if (component != null) {
                records.computeIfAbsent(place.parameter(), _ -> new LinkedHashMap<>())
                        .put(component.getName(), entry.getValue());
            } else {
                args[place.parameter()] = convert(entry.getValue(), parameter, name, whence);
            }
        }
        return complete(args, records, privates, whence);
    }

    private BoundCall complete(
            @Nullable Object[] args,
            Map<Integer, Map<String, Object>> records,
            Set<String> privates,
            Whence whence) {
        List<TaskParameter> missing = new ArrayList<>();
        LinkedHashMap<String, Object> shown = new LinkedHashMap<>();
        Llm subject = null;
        for (int i = 0; i < args.length; i++) {
            TaskParameter parameter = parameters.get(i);
            Map<String, Object> components = records.get(i);
            if (components != null) {
                args[i] = convert(components, parameter, parameter.name(), whence);
                shown.putAll(components);
                continue;
            }
            if (args[i] == null && parameter.type() == Optional.class) {
                args[i] = Optional.empty();
            }
            switch (args[i]) {
                case null -> missing.add(parameter);
                case Llm llm -> {
                    subject = subject == null ? llm : subject;
                    shown.put(parameter.name(), llm.name());
                }
                case Optional<?> optional ->
                        optional.ifPresent(value -> shown.put(parameter.name(), value));
                case Object value -> shown.put(parameter.name(), value);
            }
        }
        if (!missing.isEmpty()) {
            throw refusedFor(missing, whence);
        }
        return new BoundCall(args, Params.from(shown), privates, subject);
    }

    private IllegalArgumentException refusedFor(List<TaskParameter> missing, Whence whence) {
        List<TaskParameter> columnless =
                missing.stream().filter(parameter -> !whence.hasColumn(parameter.name())).toList();
        List<TaskParameter> told = columnless.isEmpty() ? missing : columnless;
        String what =
                "no value for " + String.join(", ", told.stream().map(Object::toString).toList());
        if (whence.columns().isEmpty()) {
            return refused(what, whence.row());
        }
        return columnless.isEmpty()
                ? refused(
                        what
                                + ": the cell is empty; fill it in, or let the parameter be an"
                                + " Optional",
                        whence.row())
                : refused(
                        what + ": there is no such column; the columns are " + whence.columns(),
                        whence.head());
    }

    /// The place that a name fits; rows have the same names again and again.
    private Place place(String name, int afterPosition, Whence whence) {
        Map<String, Place> known = places.get(afterPosition);
        Place before = known.get(name);
        if (before == null) {
            before = find(name, afterPosition, whence);
            known.put(name, before);
        }
        return before;
    }

    private Place find(String name, int afterPosition, Whence whence) {
        List<Place> exact = new ArrayList<>();
        List<Place> loose = new ArrayList<>();
        List<Place> exactComponents = new ArrayList<>();
        List<Place> looseComponents = new ArrayList<>();
        String folded = TaskNames.loose(name);
        for (int i = 0; i < parameters.size(); i++) {
            TaskParameter parameter = parameters.get(i);
            add(parameter.name(), name, folded, new Place(i, null), exact, loose);
            if (i >= afterPosition && parameter.type().isRecord()) {
                for (RecordComponent component : parameter.type().getRecordComponents()) {
                    Place place = new Place(i, component);
                    add(component.getName(), name, folded, place, exactComponents, looseComponents);
                }
            }
        }
        for (List<Place> places : List.of(exact, loose, exactComponents, looseComponents)) {
            if (places.size() > 1) {
                throw refused(
                        "'%s' fits %d parameters; give them names that differ"
                                .formatted(name, places.size()),
                        whence.row());
            }
            if (places.size() == 1) {
                Place place = places.getFirst();
                if (place.parameter() < afterPosition) {
                    throw refused(
                            "parameter '%s' is given by position and by name"
                                    .formatted(parameters.get(place.parameter()).name()),
                            whence.row());
                }
                return place;
            }
        }
        throw whence.columns().contains(name)
                ? refused(
                        "column '%s' binds to none of them; rename it, leave it out, or give the task a parameter of that name"
                                .formatted(name),
                        whence.head())
                : refused("'%s' binds to none of them".formatted(name), whence.row());
    }

    private static void add(
            String candidate,
            String name,
            String folded,
            Place place,
            List<Place> exact,
            List<Place> loose) {
        if (candidate.equals(name)) {
            exact.add(place);
        } else if (TaskNames.loose(candidate).equals(folded)) {
            loose.add(place);
        }
    }

    private Object convert(
            @Nullable Object value, TaskParameter parameter, String name, Whence whence) {
        try {
            return Conversion.convert(value, parameter.type(), parameter.generic());
        } catch (Conversion.RefusedException e) {
            String what = whence.named(name, "parameter '" + name + "'");
            throw refused(what + ": " + whence.shown(name, e.getMessage()), whence.row());
        }
    }

    IllegalArgumentException refused(String what, String where) {
        return new IllegalArgumentException(
                "task '%s' takes %s; %s%s"
                        .formatted(
                                task,
                                parameters.isEmpty() ? "no parameters" : parameters,
                                where.isEmpty() ? "" : where + ": ",
                                what));
    }
}
