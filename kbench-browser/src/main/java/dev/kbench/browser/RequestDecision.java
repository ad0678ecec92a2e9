package dev.kbench.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/// What becomes of a request that a page makes.
sealed interface RequestDecision {
    /// The command that carries it out.
    String method();

    /// Its parameters for one request.
    default Map<String, ?> params(String request) {
        return Map.of("request", request);
    }

    /// It goes to the network.
    record Sent() implements RequestDecision {
        @Override
        public String method() {
            return "network.continueRequest";
        }
    }

    /// It fails.
    record Blocked() implements RequestDecision {
        @Override
        public String method() {
            return "network.failRequest";
        }
    }

    /// It is answered from here.
    ///
    /// @param html the document
    record Answered(String html) implements RequestDecision {
        @Override
        public String method() {
            return "network.provideResponse";
        }

        @Override
        public Map<String, ?> params(String request) {
            return Map.of(
                    "request",
                    request,
                    "statusCode",
                    200,
                    "reasonPhrase",
                    "OK",
                    "headers",
                    List.of(
                            Map.of(
                                    "name",
                                    "Content-Type",
                                    "value",
                                    Map.of("type", "string", "value", "text/html; charset=utf-8"))),
                    "body",
                    Map.of(
                            "type",
                            "base64",
                            "value",
                            Base64.getEncoder().encodeToString(html.getBytes(UTF_8))));
        }
    }
}
