package dev.kbench.models.connect;

import dev.kbench.models.wire.Json;
import dev.kbench.models.wire.JsonBody;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.ServerError;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads a list of models: `{"data": [{"id": "…"}, …]}`, or Google's `{"models": [{"name":
/// "models/…", "supportedGenerationMethods": […]}, …]}`, of which those count that answer prompts.
/// What it does not know it skips.
///
/// One thread.
final class ModelListReader {
    private static final String GOOGLE = "models/";
    private static final String PROMPTS = "generateContent";

    private final JsonParser in;
    private final Set<String> ids = new LinkedHashSet<>();

    private ModelListReader(JsonParser in) {
        this.in = in;
    }

    static List<String> read(byte[] body) throws NoAnswerException {
        return JsonBody.read(body, in -> new ModelListReader(in).list());
    }

    private List<String> list() throws NoAnswerException {
        boolean list = false;
        ServerError error = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            if ((name.equals("data") || name.equals("models")) && token == JsonToken.START_ARRAY) {
                list = true;
                models();
            } else if (name.equals("error")) {
                error = ServerError.readOrNull(in);
            } else {
                in.skipChildren();
            }
        }
        if (!list) {
            throw new NoAnswerException(
                    error == null ? "JSON without a list" : "an error in place of a list",
                    false,
                    error,
                    null);
        }
        return List.copyOf(ids);
    }

    private void models() {
        Json.objects(
                in,
                _ -> {
                    String id = model();
                    if (id != null && !id.isBlank()) {
                        ids.add(id);
                    }
                });
    }

    private @Nullable String model() {
        String id = null;
        boolean answers = true;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "id" -> id = Json.text(in);
                case "name" -> {
                    String full = Json.text(in);
                    if (id == null && full != null && full.startsWith(GOOGLE)) {
                        id = full.substring(GOOGLE.length());
                    }
                }
                case "supportedGenerationMethods" -> {
                    answers = false;
                    while (token == JsonToken.START_ARRAY
                            && in.nextToken() != JsonToken.END_ARRAY) {
                        answers |= PROMPTS.equals(Json.text(in));
                    }
                }
                default -> in.skipChildren();
            }
        }
        return answers ? id : null;
    }
}
