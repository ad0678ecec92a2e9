package dev.kbench.models.responses;

import dev.kbench.models.wire.Protocol;
import dev.kbench.models.wire.WireContract;

import java.util.List;
import java.util.regex.Pattern;

class ResponsesContractTest extends WireContract {
    @Override
    protected Server server() {
        return new Server(
                Protocol.RESPONSES,
                "gpt-4.1",
                Pattern.compile("\"content\":\"([^\"]*)\""),
                Pattern.compile("\"max_output_tokens\":(\\d+)"),
                "\"stream\":true");
    }

    @Override
    protected String whole(String text, boolean cut, int in, int out) {
        return """
        {"object":"response","status":"%s",%s"output":[{"type":"message","role":"assistant",\
        "content":[{"type":"output_text","text":"%s"}]}],\
        "usage":{"input_tokens":%d,"output_tokens":%d}}\
        """
                .formatted(
                        cut ? "incomplete" : "completed",
                        cut ? "\"incomplete_details\":{\"reason\":\"max_output_tokens\"}," : "",
                        text,
                        in,
                        out);
    }

    @Override
    protected String stream(List<String> pieces, boolean cut, int in, int out) {
        StringBuilder events = new StringBuilder();
        for (String piece : pieces) {
            events.append(
                    """
                    event: response.output_text.delta
                    data: {"type":"response.output_text.delta","delta":"%s"}

                    """
                            .formatted(piece));
        }
        String kind = cut ? "response.incomplete" : "response.completed";
        return events.append(
                        "event: %s\ndata: {\"type\":\"%s\",\"response\":%s}\n\n"
                                .formatted(
                                        kind, kind, whole(String.join("", pieces), cut, in, out)))
                .toString();
    }

    @Override
    protected String beginning() {
        return "{\"object\":\"response\",\"output\":[";
    }

    @Override
    protected String firstEvent() {
        return "data:"
                + " {\"type\":\"response.created\",\"response\":{\"status\":\"in_progress\"}}\n\n";
    }
}
