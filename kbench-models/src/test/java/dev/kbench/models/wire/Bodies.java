package dev.kbench.models.wire;

import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.models.Golden;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// The bodies that a dialect writes.
public final class Bodies {
    private Bodies() {}

    /// A request as the model takes it.
    public static FittedRequest fitted(Dialect dialect, ModelTraits traits, ModelRequest request) {
        return new Lessons.Known(traits, Map.of()).fit("m", request, dialect);
    }

    /// The body of a request, fitted.
    public static String text(Dialect dialect, ModelTraits traits, ModelRequest request) {
        ModelRequest sent = fitted(dialect, traits, request).request();
        try {
            return new String(
                    dialect.body(sent, dialect.options(sent, traits), traits).stream()
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// The body as plain data.
    public static Map<String, Object> tree(
            Dialect dialect, ModelTraits traits, ModelRequest request) {
        return new LinkedHashMap<>(Golden.tree(text(dialect, traits, request)));
    }
}
