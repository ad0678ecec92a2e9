package dev.kbench.models;

import static java.util.Objects.requireNonNull;

import dev.kbench.llm.Llm;
import dev.kbench.models.connect.Connections;
import dev.kbench.models.wire.Protocol;
import dev.kbench.workspace.Workspace;

import java.util.function.Consumer;

/// Models of servers that have one API, for the facades.
final class Served {
    private Served() {}

    static Llm model(
            Protocol protocol, String name, String example, Consumer<EndpointOptions> with) {
        EndpointOptions options = new EndpointOptions(false);
        requireNonNull(
                        with,
                        "with: expected what sets the options, such as with -> with.baseUrl(\"…\"),"
                                + " got null")
                .accept(options);
        requireNonNull(
                name, "name: expected the model's name, such as %s, got null".formatted(example));
        String id = protocol == Protocol.OPENAI ? name : "%s:%s".formatted(protocol.scheme(), name);
        Workspace workspace = Workspace.current();
        return workspace
                .models()
                .llm(
                        Connections.ofServer(
                                protocol, id, name, workspace.settings(), options.given()),
                        options.policy());
    }
}
