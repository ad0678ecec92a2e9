package dev.kbench.local;

import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.local.worker.Frame;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// One call's requests to one worker. A call that stops leaves its worker idle, or ended if it does
/// not stop soon.
final class Conversation {
    private static final AtomicLong IDS = new AtomicLong();

    private final WorkerProcess worker;
    private final ModelFile file;
    private final Turn turn;
    private final Patience patience;
    private long asked = -1;

    private Conversation(WorkerProcess worker, ModelFile file, Turn turn, Patience patience) {
        this.worker = worker;
        this.file = file;
        this.turn = turn;
        this.patience = patience;
    }

    static <T> T in(
            WorkerPool.Place place,
            ModelFile file,
            Turn turn,
            Patience patience,
            LocalModel.Use<T> use)
            throws InterruptedException {
        Conversation conversation = new Conversation(worker(place, file), file, turn, patience);
        conversation.worker.hold(turn);
        try {
            conversation.awaitReady();
            return use.with(conversation);
        } finally {
            conversation.leave();
        }
    }

    private static WorkerProcess worker(WorkerPool.Place place, ModelFile file) {
        try {
            return place.worker(file.load());
        } catch (IOException e) {
            throw new PermanentProviderException(
                    Trouble.UNAVAILABLE,
                    file.id(),
                    0,
                    "%s runs in a child JVM, which cannot be started: %s"
                            .formatted(file.id(), e.getMessage()),
                    e);
        }
    }

    private void awaitReady() throws InterruptedException {
        while (!worker.isReady()) {
            if (worker.refusal().isPresent()) {
                worker.kill();
                throw unusable(worker.refusal().get());
            }
            if (turn.next("it loaded its weights") instanceof Event.Died) {
                throw unusable("it ended its process (%s)".formatted(worker.lastWords()));
            }
        }
    }

    private PermanentProviderException unusable(String what) {
        return new PermanentProviderException(
                Trouble.ANSWER_UNREADABLE,
                file.id(),
                0,
                "llama.cpp cannot load %s: %s; check that the file is whole and of a kind that llama.cpp knows"
                        .formatted(file.path(), what),
                null);
    }

    TemplatedPrompt prompt(List<RequestMessage> messages) throws InterruptedException {
        asked = IDS.incrementAndGet();
        worker.say(
                new Frame.Render(
                        asked,
                        messages.stream().map(message -> message.role().wireName()).toList(),
                        messages.stream().map(RequestMessage::text).toList()));
        while (true) {
            if (frame("it wrote the prompt") instanceof Frame.Rendered rendered
                    && rendered.id() == asked) {
                asked = -1;
                return file.templated(rendered);
            }
        }
    }

    Answer answer(TemplatedPrompt prompt, int most, Sampling sampling, ChunkSink chunks)
            throws InterruptedException {
        asked = IDS.incrementAndGet();
        worker.say(
                new Frame.Generate(
                        asked, file.bare(prompt), most, sampling.numbers(), sampling.schema()));
        StringBuilder text = new StringBuilder();
        String last = "";
        String beforeLast = "";
        while (true) {
            Frame frame = frame("it answered");
            if (frame instanceof Frame.Piece(long id, String piece) && id == asked) {
                beforeLast = last;
                last = piece;
                text.append(piece);
                if (!piece.isEmpty()) {
                    chunks.accept(piece);
                }
            } else if (frame instanceof Frame.Done(long id, int task) && id == asked) {
                asked = -1;
                // The library ends every answer with an empty piece; one more before it is the end
                // of the turn.
                return new Answer(
                        text.toString(),
                        last.isEmpty() && beforeLast.isEmpty(),
                        worker.log().counts(task, patience.counting()));
            }
        }
    }

    private Frame frame(String during) throws InterruptedException {
        return switch (turn.next(during)) {
            case Event.Said(Frame.Failed(long id, String message)) when id == asked ->
                    throw failed(message);
            case Event.Said(Frame frame) -> frame;
            case Event.Died() -> throw died(during);
            case Event.Granted _, Event.Stopped _ -> throw new IllegalStateException("out of turn");
        };
    }

    private ModelProviderException failed(String message) {
        asked = -1;
        return new PermanentProviderException(
                Trouble.REQUEST_REFUSED,
                file.id(),
                0,
                "%s does not take the conversation: %s".formatted(file.id(), message),
                null);
    }

    private ModelProviderException died(String during) {
        asked = -1;
        return new RetryableProviderException(
                Trouble.UNAVAILABLE,
                file.id(),
                0,
                "llama.cpp ended its process while %s (%s, %s); the next call starts it anew. If it happens again, the file is damaged or there is too little memory"
                        .formatted(during, file.path(), worker.lastWords()),
                null,
                null);
    }

    private void leave() {
        if (asked >= 0) {
            worker.say(new Frame.Cancel(asked));
            if (!ends(asked)) {
                worker.kill();
            }
        }
        worker.letGo();
    }

    private boolean ends(long id) {
        boolean interrupted = Thread.interrupted();
        try {
            long most = patience.stopping().toNanos();
            long until = System.nanoTime() + most;
            for (long left = most; left > 0; left = until - System.nanoTime()) {
                Event event = turn.poll(Duration.ofNanos(left));
                if (event instanceof Event.Died
                        || (event instanceof Event.Said(Frame frame) && ended(frame, id))) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return false;
    }

    private static boolean ended(Frame frame, long id) {
        return switch (frame) {
            case Frame.Done done -> done.id() == id;
            case Frame.Rendered rendered -> rendered.id() == id;
            case Frame.Failed failed -> failed.id() == id;
            default -> false;
        };
    }
}
