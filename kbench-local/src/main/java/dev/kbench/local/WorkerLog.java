package dev.kbench.local;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A worker's standard error: its last words, and llama.cpp's log, which alone tells how many
/// tokens a prompt and an answer were. The log is written by a thread of its own and may lag behind
/// the answer.
///
/// Thread-safe.
final class WorkerLog {
    private static final Pattern PROMPT =
            Pattern.compile("task (\\d+) \\| new prompt,.* n_prompt_tokens = (\\d+)");
    private static final Pattern TIMING = Pattern.compile("print_timing: .*task (\\d+) \\|");
    private static final Pattern ANSWER = Pattern.compile("^ +eval time =.* / +(\\d+) tokens");
    private static final int LINES = 12;

    /// Token counts of one task.
    ///
    /// @param task the library's number of it
    /// @param prompt tokens of the prompt
    /// @param answer tokens generated, the end-of-turn token included
    record Counts(int task, int prompt, int answer) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<String> last = new ArrayDeque<>();
    private int promptTask = -1;
    private int promptTokens;
    private int timedTask = -1;
    private @Nullable Counts counts;
    private boolean ended;

    /// Reads to the end of the stream.
    void read(InputStream stream) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(the rest cannot be read: %s)".formatted(e.getMessage()));
        } finally {
            end();
        }
    }

    void add(String line) {
        lock.lock();
        try {
            if (!line.isBlank()) {
                last.add(line.length() > 300 ? line.substring(0, 300) + "…" : line);
                if (last.size() > LINES) {
                    last.remove();
                }
            }
            Matcher prompt = PROMPT.matcher(line);
            Matcher timing = TIMING.matcher(line);
            Matcher answer = ANSWER.matcher(line);
            if (prompt.find()) {
                promptTask = Integer.parseInt(prompt.group(1));
                promptTokens = Integer.parseInt(prompt.group(2));
            } else if (timing.find()) {
                timedTask = Integer.parseInt(timing.group(1));
            } else if (answer.find() && timedTask == promptTask) {
                counts = new Counts(timedTask, promptTokens, Integer.parseInt(answer.group(1)));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The counts of a task that has ended, once the log tells of it.
    Optional<Counts> counts(int task, Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while ((counts == null || counts.task() != task) && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return counts != null && counts.task() == task ? Optional.of(counts) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the end of the stream.
    void awaitEnd(Duration limit) throws InterruptedException {
        long left = limit.toNanos();
        lock.lock();
        try {
            while (!ended && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The last lines, oldest first.
    List<String> lastWords() {
        lock.lock();
        try {
            return List.copyOf(last);
        } finally {
            lock.unlock();
        }
    }
}
