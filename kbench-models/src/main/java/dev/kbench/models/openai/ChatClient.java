package dev.kbench.models.openai;

import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.http.Answer;
import dev.kbench.models.http.Transport;
import dev.kbench.models.http.TransportException;
import dev.kbench.models.wire.Endpoint;
import dev.kbench.models.wire.ErrorMapper;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.Purpose;
import dev.kbench.models.wire.RateLimitHeaders;
import dev.kbench.models.wire.ServerError;
import dev.kbench.models.wire.TimeLimit;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// One model behind an OpenAI-compatible endpoint: a request, a `POST …/chat/completions`, an
/// answer. A request that is refused for an option that the model does not take is sent again
/// without it, and so are all later ones.
///
/// Thread-safe.
public final class ChatClient implements ModelClient {
    /// How many options of one request a server may refuse, one after the other.
    private static final int LESSONS = 8;

    private static final Duration SCOUTING = Duration.ofSeconds(2);

    private final String model;
    private final Endpoint endpoint;
    private final Transport transport;
    private final Lessons lessons;
    private final Scouts scouts = new Scouts(SCOUTING);
    private final ErrorMapper errors;
    private final InstantSource clock;
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
        this.lessons = new Lessons(traits);
        this.errors = new ErrorMapper(Purpose.ANSWER, model, endpoint, clock);
        this.clock = clock;
        this.prototype =
                endpoint.request("chat/completions").header("Content-Type", "application/json");
    }

    @Override
    public Capabilities capabilities() {
        return lessons.known().traits().capabilities();
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
        Attempt first = new Attempt(call.request());
        try (Scouts.Pass _ = scouts.enter(first.names(), call.context().cancellation())) {
            Attempt attempt = new Attempt(call.request());
            for (int lesson = 0; ; lesson++) {
                Draft draft =
                        new Draft(
                                RequestMapper.thinks(call.request()),
                                new TimedChunks(
                                        attempt.request.streaming() ? chunks : ChunkSink.NONE,
                                        System::nanoTime));
                Answer answer = exchange(attempt, call, draft);
                if (answer.succeeded()) {
                    return attempt.response(answer, draft);
                }
                if (lesson == LESSONS || !attempt.teaches(answer)) {
                    throw errors.ofStatus(answer);
                }
                attempt = new Attempt(call.request());
            }
        }
    }

    private Answer exchange(Attempt attempt, ModelCall call, Draft draft)
            throws InterruptedException {
        TimeLimit timeout = TimeLimit.of(endpoint, call.context().deadline());
        try {
            if (!attempt.request.streaming()) {
                return transport.send(
                        attempt.http(), timeout.left(), call.context().cancellation());
            }
            CompletionStream stream = new CompletionStream(draft);
            Answer answer =
                    transport.stream(
                            attempt.http(), timeout.left(), call.context().cancellation(), stream);
            if (answer.streamed()) {
                stream.finish();
            }
            return answer;
        } catch (TransportException e) {
            throw errors.ofTransport(e, timeout.words());
        } catch (NoAnswerException e) {
            throw errors.ofStream(e);
        }
    }

    /// A request in the way in which it is sent now.
    private final class Attempt {
        private final Lessons.Known known = lessons.known();
        private final FittedRequest fitted;
        private final ModelRequest request;
        private final RequestMapper mapper;
        private final SequencedMap<String, Object> options;

        Attempt(ModelRequest asked) {
            fitted = known.fit(model, asked);
            request = fitted.request();
            mapper = new RequestMapper(model, known.traits());
            options = mapper.options(request);
        }

        /// The parameters that a server may refuse.
        List<String> names() {
            List<String> names = new ArrayList<>(options.sequencedKeySet());
            request.answerSchema().ifPresent(_ -> names.add("response_format"));
            if (request.streaming()) {
                names.add("stream");
                names.add("stream_options");
            }
            return names;
        }

        HttpRequest http() {
            return prototype
                    .copy()
                    .header(
                            "Accept",
                            request.streaming()
                                    ? "text/event-stream, application/json"
                                    : "application/json")
                    .POST(mapper.body(request, options).publisher())
                    .build();
        }

        /// Learns from a refusal of a parameter that the user did not ask the provider for.
        boolean teaches(Answer answer) {
            if (answer.status() != 400 && answer.status() != 422) {
                return false;
            }
            ServerError error = ServerError.of(answer.body());
            Optional<String> refused = Refusal.of(error, names());
            return refused.isPresent()
                    && !request.apiParams().containsKey(refused.get())
                    && lessons.learn(
                            known,
                            refused.get(),
                            options.getOrDefault(refused.get(), ""),
                            errors.words(error.message()));
        }

        ModelResponse response(Answer answer, Draft draft) {
            try {
                if (!answer.streamed()) {
                    new CompletionReader(draft).whole(answer.body());
                }
            } catch (NoAnswerException e) {
                throw errors.ofBody(answer, e);
            }
            return draft.response()
                    .usage(answer.streamed() ? draft.pacedUsage() : draft.usage())
                    .sent(options)
                    .leftOut(fitted.leftOut())
                    .leftOut(known.besides(request))
                    .limits(RateLimitHeaders.of(answer, clock))
                    .build();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
