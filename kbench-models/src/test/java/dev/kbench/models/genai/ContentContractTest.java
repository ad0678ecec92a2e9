package dev.kbench.models.genai;

import dev.kbench.models.wire.Protocol;
import dev.kbench.models.wire.WireContract;

import java.util.List;
import java.util.regex.Pattern;

class ContentContractTest extends WireContract {
    @Override
    protected Server server() {
        return new Server(
                Protocol.GENAI,
                "gemini-2.5-flash",
                Pattern.compile("\"text\":\"([^\"]*)\""),
                Pattern.compile("\"maxOutputTokens\":(\\d+)"),
                ":streamGenerateContent?alt=sse");
    }

    @Override
    protected String whole(String text, boolean cut, int in, int out) {
        return """
        {"candidates":[{"content":{"parts":[{"text":"%s"}],"role":"model"},"finishReason":"%s"}],\
        "usageMetadata":{"promptTokenCount":%d,"candidatesTokenCount":%d}}\
        """
                .formatted(text, cut ? "MAX_TOKENS" : "STOP", in, out);
    }

    @Override
    protected String stream(List<String> pieces, boolean cut, int in, int out) {
        StringBuilder events = new StringBuilder();
        for (String piece : pieces) {
            events.append(
                    """
                    data: {"candidates":[{"content":{"parts":[{"text":"%s"}],"role":"model"}}]}

                    """
                            .formatted(piece));
        }
        return events + "data: " + whole("", cut, in, out) + "\n\n";
    }

    @Override
    protected String beginning() {
        return "{\"candidates\":[";
    }

    @Override
    protected String firstEvent() {
        return "data: {\"candidates\":[{\"content\":{\"parts\":[],\"role\":\"model\"}}]}\n\n";
    }
}
