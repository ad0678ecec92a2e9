package dev.kbench.room;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// A person who speaks for a participant. One is asked at a time, whatever runs in parallel; an
/// answer that cannot be read is asked for again.
final class Person implements Script {
    private static final ReentrantLock ASKING = new ReentrantLock();

    private final Function<String, HumanTerminal> terminal;

    /// @param terminal where the person of a name is asked
    Person(Function<String, HumanTerminal> terminal) {
        this.terminal = terminal;
    }

    @Override
    public String reply(Turn turn) {
        HumanTerminal at = terminal.apply(turn.name());
        ASKING.lock();
        try {
            String answer = at.ask(turn, "");
            for (Optional<String> wrong = turn.complaint(answer);
                    wrong.isPresent();
                    wrong = turn.complaint(answer)) {
                answer = at.ask(turn, wrong.get());
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "'%s' gave no answer: %s".formatted(turn.name(), e.getMessage()), e);
        } finally {
            ASKING.unlock();
        }
    }
}
