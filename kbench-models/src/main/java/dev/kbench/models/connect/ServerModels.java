package dev.kbench.models.connect;

import dev.kbench.config.Settings;
import dev.kbench.control.Cancellation;
import dev.kbench.llm.spi.Catalog;
import dev.kbench.models.http.Answer;
import dev.kbench.models.http.Transport;
import dev.kbench.models.http.TransportException;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.ErrorMapper;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.Protocol;
import dev.kbench.models.wire.Purpose;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Asks a server which models it has: `GET …/models`.
///
/// @param server who is asked
/// @param endpoint gives the address and the key, or refuses the settings
/// @param settings the settings
/// @param served whether an id as a user writes it names a model of this server
/// @param naming how a user names a model, by what the server calls it
record ServerModels(
        String server,
        Supplier<Endpoint> endpoint,
        Settings settings,
        Predicate<String> served,
        BiFunction<Endpoint, String, String> naming)
        implements Catalog {
    @Override
    public boolean serves(String modelId) {
        return served.test(modelId);
    }

    @Override
    public List<String> ids(Duration most) throws InterruptedException {
        Endpoint asked = endpoint.get();
        ErrorMapper errors = new ErrorMapper(Purpose.LIST, server, asked, InstantSource.system());
        try (Transport transport = Connections.transport(server, settings)) {
            Answer answer =
                    transport.send(
                            asked.request(path(asked.protocol()))
                                    .header("Accept", "application/json")
                                    .GET()
                                    .build(),
                            most,
                            new Cancellation());
            if (answer.status() / 100 != 2) {
                throw errors.ofStatus(answer);
            }
            try {
                return ModelListReader.read(answer.body()).stream()
                        .map(id -> naming.apply(asked, id))
                        .toList();
            } catch (NoAnswerException e) {
                throw errors.ofBody(answer, e);
            }
        } catch (TransportException e) {
            throw errors.ofTransport(e, "within %d s".formatted(most.toSeconds()));
        }
    }

    /// One page holds as many as these servers give at most.
    private static String path(Protocol protocol) {
        return switch (protocol) {
            case OPENAI, RESPONSES -> "models";
            case GENAI -> "models?pageSize=1000";
            case ANTHROPIC -> "models?limit=1000";
        };
    }
}
