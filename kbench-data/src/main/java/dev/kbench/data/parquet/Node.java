package dev.kbench.data.parquet;

import java.util.List;
import java.util.function.Consumer;

/// A node of the schema, as values are put together by it.
sealed interface Node {
    String name();

    /// The definition level from which on the node's value is there.
    int definition();

    /// Its first column: what its levels say of the node holds for all of them.
    Leaf first();

    void leaves(Consumer<Leaf> action);

    /// A column.
    ///
    /// @param index among the file's columns
    /// @param repetition the highest repetition level
    /// @param width bytes of a value; 0 where lengths differ
    record Leaf(String name, int index, int definition, int repetition, int width, Meaning meaning)
            implements Node {
        @Override
        public Leaf first() {
            return this;
        }

        @Override
        public void leaves(Consumer<Leaf> action) {
            action.accept(this);
        }
    }

    /// Named values.
    record Struct(String name, int definition, List<Node> fields) implements Node {
        @Override
        public Leaf first() {
            return fields.getFirst().first();
        }

        @Override
        public void leaves(Consumer<Leaf> action) {
            fields.forEach(field -> field.leaves(action));
        }
    }

    /// Values of one kind.
    ///
    /// @param some the definition level from which on there is an item
    /// @param repetition the repetition level of each item but the first
    record Many(String name, int definition, int some, int repetition, Node item) implements Node {
        @Override
        public Leaf first() {
            return item.first();
        }

        @Override
        public void leaves(Consumer<Leaf> action) {
            item.leaves(action);
        }
    }

    /// Values by key: items are structs of two.
    record Mapped(String name, Many entries) implements Node {
        @Override
        public int definition() {
            return entries.definition();
        }

        @Override
        public Leaf first() {
            return entries.first();
        }

        @Override
        public void leaves(Consumer<Leaf> action) {
            entries.leaves(action);
        }
    }
}
