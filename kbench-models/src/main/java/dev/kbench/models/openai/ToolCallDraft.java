package dev.kbench.models.openai;

import dev.kbench.content.ToolCall;
import dev.kbench.models.wire.Json;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.ArrayList;
import java.util.List;

/// Tool calls as they come: whole, or a stream's pieces by their index. A server that gives each of
/// several calls the same index tells them apart by their ids, or by naming a tool anew.
///
/// One thread.
final class ToolCallDraft {
    /// What an opaque text of this client begins with: another client's is not sent.
    static final String EXTRA = "{\"extra_content\":";

    private final int index;
    private String id = "";
    private String name = "";
    private String extra = "";
    private final StringBuilder arguments = new StringBuilder();

    private ToolCallDraft(int index) {
        this.index = index;
    }

    /// Reads the list that the parser stands on.
    static void read(JsonParser in, List<ToolCallDraft> drafts) {
        if (!Json.isList(in)) {
            return;
        }
        for (int at = 0; in.nextToken() != JsonToken.END_ARRAY; at++) {
            if (Json.isObject(in)) {
                new Piece().read(in, at).into(drafts);
            }
        }
    }

    static List<ToolCall> calls(List<ToolCallDraft> drafts) {
        List<ToolCall> calls = new ArrayList<>(drafts.size());
        for (ToolCallDraft each : drafts) {
            calls.add(new ToolCall(each.id, each.name, each.arguments.toString(), each.extra));
        }
        return calls;
    }

    private static final class Piece {
        private int index;
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable String arguments;
        private @Nullable String extra;

        private Piece read(JsonParser in, int at) {
            index = at;
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                JsonToken token = in.nextToken();
                switch (field) {
                    case "index" -> {
                        if (token == JsonToken.VALUE_NUMBER_INT
                                && in.getNumberType() == JsonParser.NumberType.INT) {
                            index = in.getIntValue();
                        }
                    }
                    case "id" -> id = Json.text(in);
                    case "function" -> function(in);
                    case "extra_content" -> {
                        if (token == JsonToken.START_OBJECT) {
                            extra = EXTRA + Json.raw(in) + "}";
                        } else {
                            in.skipChildren();
                        }
                    }
                    default -> in.skipChildren();
                }
            }
            return this;
        }

        private void function(JsonParser in) {
            if (!Json.isObject(in)) {
                return;
            }
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                JsonToken token = in.nextToken();
                switch (field) {
                    case "name" -> name = Json.text(in);
                    case "arguments" ->
                            arguments =
                                    token == JsonToken.START_OBJECT
                                                    || token == JsonToken.START_ARRAY
                                            ? Json.raw(in)
                                            : Json.text(in);
                    default -> in.skipChildren();
                }
            }
        }

        private void into(List<ToolCallDraft> drafts) {
            ToolCallDraft draft = null;
            for (ToolCallDraft each : drafts.reversed()) {
                if (each.index == index) {
                    draft = each;
                    break;
                }
            }
            if (draft == null || isAnother(draft)) {
                draft = new ToolCallDraft(index);
                drafts.add(draft);
            }
            draft.id = id == null || id.isEmpty() ? draft.id : id;
            draft.name = name == null || name.isEmpty() ? draft.name : name;
            draft.extra = extra == null ? draft.extra : extra;
            draft.arguments.append(arguments == null ? "" : arguments);
        }

        private boolean isAnother(ToolCallDraft draft) {
            if (id != null && !id.isEmpty() && !draft.id.isEmpty()) {
                return !id.equals(draft.id);
            }
            return name != null
                    && !name.isEmpty()
                    && !draft.name.isEmpty()
                    && !draft.arguments.isEmpty();
        }
    }
}
