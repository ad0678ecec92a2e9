package dev.kbench.llm.chaos;

import dev.kbench.control.Time;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.spi.Connection;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Puts faults around a model, so that a benchmark can be tried against them.
public final class Chaos {
    private Chaos() {}

    /// A model with faults.
    ///
    /// @param connection the model itself
    /// @param id what the model with faults is called
    /// @param with says which faults
    /// @return the model; closing it closes the one inside
    public static Connection around(Connection connection, String id, Consumer<ChaosOptions> with) {
        return around(connection, id, with, Time.SYSTEM);
    }

    /// A model with faults, by a given clock.
    ///
    /// @param connection the model itself
    /// @param id what the model with faults is called
    /// @param with says which faults
    /// @param time tells the time and waits
    /// @return the model; closing it closes the one inside
    public static Connection around(
            Connection connection, String id, Consumer<ChaosOptions> with, Time time) {
        ChaosOptions options = new ChaosOptions();
        with.accept(options);
        SequencedMap<String, String> settings = new LinkedHashMap<>(connection.ref().settings());
        settings.put("chaos", String.valueOf(options.seed()));
        String note = "with faults on purpose, seed " + options.seed();
        return new Connection(
                new ModelRef(id, connection.ref().provider(), settings),
                connection.wireModel(),
                new ChaosClient(id, connection.client(), options, time),
                connection.note().isEmpty() ? note : connection.note() + "; " + note);
    }
}
