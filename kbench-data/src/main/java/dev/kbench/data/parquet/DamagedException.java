package dev.kbench.data.parquet;

import java.io.IOException;

/// A file that is not as the format has it.
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedException(String what) {
        super("it is damaged, or no Parquet file: %s; copy or write it again".formatted(what));
    }
}
