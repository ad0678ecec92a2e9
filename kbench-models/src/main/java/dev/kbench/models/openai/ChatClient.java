package dev.kbench.models.openai;

import dev.kbench.chat.FinishReason;
import dev.kbench.control.Deadline;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.models.http.Answer;
import dev.kbench.models.http.Transport;
import dev.kbench.models.http.TransportException;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SequencedMap;

/// One model behind an OpenAI-compatible endpoint: a request, a `POST …/chat/completions`, an
/// answer.
///
/// Thread-safe.
public final class ChatClient implements ModelClient {
    private final String model;
    private final Endpoint endpoint;
    private final Transport transport;
    private final Capabilities capabilities;
    private final RequestMapper requests;
    private final ErrorMapper errors;
    private final HttpRequest.Builder prototype;

    /// Makes one; nothing is sent yet.
    ///
    /// @param model the model's id as the user wrote it, for messages
    /// @param endpoint where it is
    /// @param traits what it takes
    /// @param transport what sends; closed with this client
    /// @param clock tells the time that a server's dates are compared with
    public ChatClient(
            String model,
            Endpoint endpoint,
            ModelTraits traits,
            Transport transport,
            InstantSource clock) {
        this.model = model;
        this.endpoint = endpoint;
        this.transport = transport;
        this.capabilities = traits.capabilities();
        this.requests = new RequestMapper(traits);
        this.errors = new ErrorMapper(Purpose.ANSWER, model, endpoint, clock);
        this.prototype =
                endpoint.request("chat/completions").header("Content-Type", "application/json");
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
        FittedRequest fitted = capabilities.fit(model, call.request());
        SequencedMap<String, Object> options = requests.options(fitted.request());
        HttpRequest request =
                prototype.copy().POST(requests.body(fitted.request(), options).publisher()).build();
        Deadline deadline = call.context().deadline();
        Duration left = deadline.left(System.nanoTime());
        boolean ownLimit = endpoint.most().compareTo(left) <= 0;
        Answer answer;
        try {
            answer =
                    transport.send(
                            request,
                            ownLimit ? endpoint.most() : left,
                            call.context().cancellation());
        } catch (TransportException e) {
            throw errors.ofTransport(
                    e,
                    ownLimit
                            ? "within %d s".formatted(endpoint.most().toSeconds())
                            : "before the run's deadline");
        }
        if (answer.status() / 100 != 2) {
            throw errors.ofStatus(answer);
        }
        try {
            Completion completion = CompletionReader.read(answer.body());
            return ModelResponse.builder()
                    .reasoning(completion.reasoning())
                    .text(completion.text())
                    .usage(completion.usage())
                    .finishReason(FinishReason.of(completion.finishReason()))
                    .sent(options)
                    .leftOut(fitted.leftOut())
                    .build();
        } catch (NoAnswerException e) {
            throw errors.ofBody(answer, e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
