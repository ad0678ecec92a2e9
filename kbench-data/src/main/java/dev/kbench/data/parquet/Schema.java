package dev.kbench.data.parquet;

import dev.kbench.data.parquet.SchemaElement.Repetition;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes the tree of a schema's elements, which stand in it each before its children. Lists are
/// known in all the forms that writers gave them, by the specification's rules for older files.
final class Schema {
    private static final int DEEPEST = 100;

    private final List<SchemaElement> elements;
    private int at;
    private int columns;

    private Schema(List<SchemaElement> elements) {
        this.elements = elements;
    }

    /// The table's columns.
    static List<Node> columns(List<SchemaElement> elements) throws IOException {
        Schema schema = new Schema(elements);
        SchemaElement root = schema.next();
        List<Node> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < root.children(); i++) {
            Node field = schema.field("", 0, 0, 0);
            if (field.name().isBlank()) {
                throw new IOException("column %d has no name; give it one".formatted(i + 1));
            }
            if (!names.add(field.name())) {
                throw new IOException(
                        "two columns are named '%s'; rename one".formatted(field.name()));
            }
            fields.add(field);
        }
        if (fields.isEmpty()) {
            throw new IOException("it has no columns");
        }
        return fields;
    }

    private SchemaElement next() throws DamagedException {
        if (at == elements.size()) {
            throw new DamagedException("its schema ends too early");
        }
        return elements.get(at++);
    }

    /// A field with all that is repeated about it.
    private Node field(String path, int definition, int repetition, int depth) throws IOException {
        SchemaElement element = next();
        if (element.repetition() != Repetition.REPEATED) {
            int own = definition + (element.repetition() == Repetition.OPTIONAL ? 1 : 0);
            return node(element, path, own, repetition, depth);
        }
        Node item = node(element, path, definition + 1, repetition + 1, depth);
        return new Node.Many(element.name(), definition, definition + 1, repetition + 1, item);
    }

    private Node node(SchemaElement element, String path, int definition, int repetition, int depth)
            throws IOException {
        String name = path.isEmpty() ? element.name() : path + "." + element.name();
        if (depth > DEEPEST) {
            throw new DamagedException("its schema is nested too deep");
        }
        if (element.physical() != null) {
            Meaning meaning = Meaning.of(name, element.physical(), element.logical());
            return new Node.Leaf(
                    element.name(),
                    columns++,
                    definition,
                    repetition,
                    meaning.width(element.width()),
                    meaning);
        }
        if (element.children() <= 0) {
            throw Meaning.unsupported(name, "structs without fields");
        }
        return switch (element.logical().kind()) {
            case LIST -> list(element, name, definition, repetition, depth);
            case MAP -> map(element, name, definition, repetition, depth);
            case NONE -> struct(element, name, definition, repetition, depth);
            default ->
                    throw Meaning.unsupported(
                            name, element.logical().kind().name().toLowerCase(Locale.ROOT));
        };
    }

    private Node struct(
            SchemaElement element, String path, int definition, int repetition, int depth)
            throws IOException {
        List<Node> fields = new ArrayList<>();
        for (int i = 0; i < element.children(); i++) {
            fields.add(field(path, definition, repetition, depth + 1));
        }
        return new Node.Struct(element.name(), definition, fields);
    }

    private Node list(SchemaElement element, String path, int definition, int repetition, int depth)
            throws IOException {
        SchemaElement repeated = repeated(element, path);
        int some = definition + 1;
        int again = repetition + 1;
        boolean isItem =
                repeated.physical() != null
                        || repeated.children() > 1
                        || repeated.name().equals("array")
                        || repeated.name().equals(element.name() + "_tuple")
                        || (at < elements.size()
                                && elements.get(at).repetition() == Repetition.REPEATED);
        Node item =
                isItem
                        ? node(repeated, path, some, again, depth + 1)
                        : field(path, some, again, depth + 1);
        return new Node.Many(element.name(), definition, some, again, item);
    }

    private Node map(SchemaElement element, String path, int definition, int repetition, int depth)
            throws IOException {
        SchemaElement repeated = repeated(element, path);
        if (repeated.physical() != null || repeated.children() != 2) {
            throw new DamagedException("the map '%s' has no keys and values".formatted(path));
        }
        int some = definition + 1;
        Node entry = struct(repeated, path, some, repetition + 1, depth + 1);
        return new Node.Mapped(
                element.name(),
                new Node.Many(element.name(), definition, some, repetition + 1, entry));
    }

    private SchemaElement repeated(SchemaElement element, String path) throws DamagedException {
        SchemaElement repeated = next();
        if (element.children() != 1 || repeated.repetition() != Repetition.REPEATED) {
            throw new DamagedException("the list or map '%s' repeats nothing".formatted(path));
        }
        return repeated;
    }
}
