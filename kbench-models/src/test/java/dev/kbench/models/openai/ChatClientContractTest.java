package dev.kbench.models.openai;

import dev.kbench.models.wire.Protocol;
import dev.kbench.models.wire.WireContract;

import java.util.List;
import java.util.regex.Pattern;

class ChatClientContractTest extends WireContract {
    @Override
    protected Server server() {
        return new Server(
                Protocol.OPENAI,
                "qwen3",
                Pattern.compile("\"content\":\"([^\"]*)\""),
                Pattern.compile("\"max_tokens\":(\\d+)"),
                "\"stream\":true");
    }

    private static String usage(int in, int out) {
        return "{\"prompt_tokens\":%d,\"completion_tokens\":%d}".formatted(in, out);
    }

    @Override
    protected String whole(String text, boolean cut, int in, int out) {
        return """
        {"choices":[{"message":{"content":"%s"},"finish_reason":"%s"}],"usage":%s}\
        """
                .formatted(text, cut ? "length" : "stop", usage(in, out));
    }

    @Override
    protected String stream(List<String> pieces, boolean cut, int in, int out) {
        StringBuilder events = new StringBuilder();
        for (String piece : pieces) {
            events.append(
                    "data: {\"choices\":[{\"delta\":{\"content\":\"%s\"}}]}\n\n".formatted(piece));
        }
        events.append(
                "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"%s\"}]}\n\n"
                        .formatted(cut ? "length" : "stop"));
        return events.append("data: {\"choices\":[],\"usage\":%s}\n\n".formatted(usage(in, out)))
                .append("data: [DONE]\n\n")
                .toString();
    }

    @Override
    protected String beginning() {
        return "{\"choices\":[";
    }

    @Override
    protected String firstEvent() {
        return "data: {\"choices\":[]}\n\n";
    }
}
