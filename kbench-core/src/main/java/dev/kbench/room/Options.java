package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;

/// Sets options.
final class Options {
    private Options() {}

    static <O> O set(O options, Consumer<O> with, String example) {
        requireNonNull(
                        with,
                        () ->
                                "with: expected what sets the options, such as with -> %s, got null"
                                        .formatted(example))
                .accept(options);
        return options;
    }
}
