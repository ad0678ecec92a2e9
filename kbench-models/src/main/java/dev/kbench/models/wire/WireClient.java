package dev.kbench.models.wire;

import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.FittedRequest;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.http.Answer;
import dev.kbench.models.http.Posting;
import dev.kbench.models.http.Transport;
import dev.kbench.models.http.TransportException;
import dev.kbench.schema.SchemaLimits;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/// One model behind an endpoint, spoken to in its vendor's dialect: a request, a `POST`, an answer.
/// A request that is refused for an option that the model does not take is sent again without it,
/// and so are all later ones.
///
/// Thread-safe.
public final class WireClient implements ModelClient {
    /// How many options of one request a server may refuse, one after the other.
    private static final int LESSONS = 8;

    /// How long calls wait for the first one's luck: a refusal comes at once, an answer may take
    /// long.
    public static final Duration SCOUTING = Duration.ofSeconds(2);

    private final String model;
    private final Endpoint endpoint;
    private final Dialect dialect;
    private final Transport transport;
    private final Lessons lessons;
    private final Scouts scouts;
    private final ErrorMapper errors;
    private final InstantSource clock;
    private final Map<Head, HttpRequest> heads = new ConcurrentHashMap<>();

    /// Makes one; nothing is sent yet.
    ///
    /// @param model the model's id as the user wrote it, for messages
    /// @param endpoint where it is
    /// @param dialect how it is spoken to
    /// @param traits what it takes
    /// @param transport what sends; closed with this client
    /// @param scouting how long calls wait for the first one's luck
    /// @param clock tells the time that a server's dates are compared with
    public WireClient(
            String model,
            Endpoint endpoint,
            Dialect dialect,
            ModelTraits traits,
            Transport transport,
            Duration scouting,
            InstantSource clock) {
        this.model = model;
        this.endpoint = endpoint;
        this.dialect = dialect;
        this.transport = transport;
        this.lessons = new Lessons(dialect, traits);
        this.scouts = new Scouts(scouting);
        this.errors = new ErrorMapper(Purpose.ANSWER, model, endpoint, clock);
        this.clock = clock;
    }

    @Override
    public Capabilities capabilities() {
        return lessons.known().traits().capabilities();
    }

    @Override
    public SchemaLimits schemaLimits() {
        return dialect.schemaLimits();
    }

    @Override
    public ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException {
        Attempt attempt = new Attempt(call.request());
        try (Scouts.Pass _ = scouts.enter(attempt.refusable(), call.context().cancellation())) {
            for (int lesson = 0; ; lesson++) {
                if (!attempt.isCurrent()) {
                    attempt = new Attempt(call.request());
                }
                Exchange exchange = exchange(attempt, call, chunks);
                if (exchange.answer.succeeded()) {
                    return attempt.response(exchange);
                }
                if (lesson == LESSONS || !attempt.teaches(exchange.answer)) {
                    throw errors.ofStatus(exchange.answer);
                }
            }
        }
    }

    /// What came back, and what reads it.
    private record Exchange(Answer answer, AnswerReader reader, TimedChunks chunks) {}

    private Exchange exchange(Attempt attempt, ModelCall call, ChunkSink sink)
            throws InterruptedException {
        TimeLimit timeout = TimeLimit.of(endpoint, call.context().deadline());
        HttpRequest http = attempt.http();
        boolean streaming = attempt.request.streaming();
        TimedChunks chunks = new TimedChunks(streaming ? sink : ChunkSink.NONE, System::nanoTime);
        AnswerReader reader = dialect.reader(attempt.request, chunks);
        try {
            if (!streaming) {
                return new Exchange(
                        transport.send(http, timeout.left(), call.context().cancellation()),
                        reader,
                        chunks);
            }
            EventStream stream = new EventStream(reader);
            Answer answer =
                    transport.stream(http, timeout.left(), call.context().cancellation(), stream);
            if (answer.streamed()) {
                stream.finish();
            }
            return new Exchange(answer, reader, chunks);
        } catch (TransportException e) {
            throw errors.ofTransport(e, timeout.words());
        } catch (NoAnswerException e) {
            throw errors.ofStream(e);
        }
    }

    /// What requests with one head have in common.
    private record Head(String path, boolean streaming) {}

    private HttpRequest request(Head head) {
        return endpoint.request(head.path)
                .header("Content-Type", "application/json")
                .header(
                        "Accept",
                        head.streaming ? "text/event-stream, application/json" : "application/json")
                .build();
    }

    /// A request in the way in which it is sent now.
    private final class Attempt {
        private final Lessons.Known known = lessons.known();
        private final FittedRequest fitted;
        private final ModelRequest request;
        private final SequencedMap<String, Object> options;

        Attempt(ModelRequest asked) {
            fitted = known.fit(model, asked, dialect);
            request = fitted.request();
            options = dialect.options(request, known.traits());
        }

        boolean isCurrent() {
            return known.equals(lessons.known());
        }

        /// The parameters that a server may refuse, and the messages where their roles are in no
        /// strict order.
        List<String> refusable() {
            List<String> names = dialect.refusable(request, options, known.traits());
            if (request.alternates()) {
                return names;
            }
            List<String> all = new ArrayList<>(names);
            all.add(RoleOrder.MESSAGES);
            return all;
        }

        HttpRequest http() {
            HttpRequest head =
                    heads.computeIfAbsent(
                            new Head(dialect.path(request), request.streaming()),
                            WireClient.this::request);
            return new Posting(head, dialect.body(request, options, known.traits()).publisher());
        }

        /// Learns from a refusal of a parameter that the user did not ask the provider for.
        boolean teaches(Answer answer) {
            ServerError error = ServerError.of(answer.body());
            if (!Refusal.mayBe(answer.status(), error)) {
                return false;
            }
            Optional<String> refused = Refusal.of(error, refusable());
            return refused.isPresent()
                    && !request.apiParams().containsKey(refused.get())
                    && lessons.learn(
                            known,
                            new Lessons.Refused(
                                    refused.get(),
                                    options.getOrDefault(refused.get(), ""),
                                    error.message().toLowerCase(Locale.ROOT)),
                            errors.words(error.message()));
        }

        ModelResponse response(Exchange exchange) {
            Answer answer = exchange.answer;
            AnswerReader reader = exchange.reader;
            try {
                if (!answer.streamed()) {
                    reader.whole(answer.body());
                }
            } catch (NoAnswerException e) {
                throw errors.ofBody(answer, e);
            }
            return reader.response()
                    .usage(
                            answer.streamed()
                                    ? exchange.chunks.paced(reader.usage())
                                    : reader.usage())
                    .sent(options)
                    .leftOut(fitted.leftOut())
                    .limits(RateLimitHeaders.of(answer, clock))
                    .build();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
