package dev.kbench.models.demo;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.ToolCall;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Feature;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Answers by a script, at once. Usage is unknown: no tokens were spent, and made-up figures would
/// stand in sums beside real ones. A limit of tokens cuts the answer after as many words.
///
/// Thread-safe.
final class DemoClient implements ModelClient {
    private static final Capabilities TAKES =
            Capabilities.of(
                    Feature.TEMPERATURE,
                    Feature.SEED,
                    Feature.STREAMING,
                    Feature.TOOLS,
                    Feature.IMAGES,
                    Feature.AUDIO,
                    Feature.VIDEO,
                    Feature.ROLES_IN_A_ROW);

    private final Script script;
    private final AtomicBoolean closed = new AtomicBoolean();

    DemoClient(Script script) {
        this.script = script;
    }

    @Override
    public Capabilities capabilities() {
        return TAKES;
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
        call.context().check("demo/" + call.request().model());
        if (closed.get()) {
            throw new IllegalStateException("the client is closed");
        }
        FittedRequest fitted = TAKES.fit("demo/" + call.request().model(), call.request());
        ModelRequest request = fitted.request();
        List<ToolCall> calls = script.calls(request);
        if (!calls.isEmpty()) {
            ModelResponse.Builder response = response(request, fitted);
            calls.forEach(response::part);
            return response.finishReason(FinishReason.of("tool_calls")).build();
        }
        String answer = script.answer(request);
        int end = Words.end(answer, request.maxTokens().orElse(Integer.MAX_VALUE));
        String text = answer.substring(0, end);
        if (request.streaming()) {
            Words.of(text).forEach(chunks::accept);
        }
        return response(request, fitted)
                .text(text)
                .finishReason(end < answer.length() ? FinishReason.LENGTH : FinishReason.STOP)
                .build();
    }

    private static ModelResponse.Builder response(ModelRequest request, FittedRequest fitted) {
        return ModelResponse.builder().sent(request.options()).leftOut(fitted.leftOut());
    }

    @Override
    public void close() {
        closed.set(true);
    }
}
