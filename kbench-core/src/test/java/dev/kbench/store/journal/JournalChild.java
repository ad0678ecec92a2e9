package dev.kbench.store.journal;

import dev.kbench.contract.ChildJvm;
import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// A process of its own that works with a journal.
final class JournalChild {
    static final int RUNS = 12;

    private JournalChild() {}

    enum Job {
        /// Holds a journal until its input ends.
        HOLD,
        /// Stores runs, tells each that is durable, and is killed at a step.
        STORE_UNTIL_KILLED,
        /// Stores large runs until the disk refuses, then tells what it says.
        FILL,
        /// Opens journals until the system refuses, tells what it says, and stores a run in the
        /// first.
        OPEN_MANY
    }

    /// Starts one.
    ///
    /// @param before shell commands before it, ending in `;` or `&&`; empty for none
    static Process start(String before, Job job, Object... args) throws IOException {
        List<String> words = new ArrayList<>(List.of(job.name()));
        for (Object arg : args) {
            words.add(arg.toString());
        }
        return ChildJvm.start(
                before,
                JournalChild.class,
                List.of(
                        JournalFolder.class,
                        tools.jackson.databind.JsonNode.class,
                        tools.jackson.core.JsonParser.class,
                        com.fasterxml.jackson.annotation.JsonInclude.class,
                        org.jspecify.annotations.Nullable.class),
                words);
    }

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[1]);
        switch (Job.valueOf(args[0])) {
            case HOLD -> hold(root);
            case STORE_UNTIL_KILLED ->
                    storeUntilKilled(
                            root,
                            DiskStep.valueOf(args[2]),
                            DiskSteps.Moment.valueOf(args[3]),
                            Integer.parseInt(args[4]));
            case FILL -> fill(root);
            case OPEN_MANY -> openMany(root);
        }
    }

    private static void hold(Path root) throws IOException {
        try (EvaluationJournal journal = new JournalFolder(root).create(Journals.plan("held"))) {
            CountDownLatch stop = new CountDownLatch(1);
            journal.onStop(
                    () -> {
                        System.out.println("stop");
                        stop.countDown();
                    });
            System.out.println("held by " + ProcessHandle.current().pid());
            while (System.in.read() >= 0) {
                // until the parent closes it
            }
        }
    }

    private static void storeUntilKilled(
            Path root, DiskStep step, DiskSteps.Moment moment, int times)
            throws InterruptedException {
        JournalFolder folder = new JournalFolder(root, new Kill(step, moment, times), 200);
        String id = folder.list().isEmpty() ? "" : folder.list().getFirst().id();
        try (EvaluationJournal journal =
                id.isEmpty() ? folder.create(Journals.plan("killed")) : folder.open(id)) {
            List<Thread> threads = new ArrayList<>();
            for (long position = 0; position < RUNS; position++) {
                long at = position;
                threads.add(
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            Journals.store(journal, at);
                                            System.out.println("durable " + at);
                                        }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            journal.ended(true, "");
        }
        System.out.println("survived");
    }

    /// Ends its own process by a signal that nothing can catch.
    private record Kill(
            DiskStep step, DiskSteps.Moment moment, AtomicInteger left, CountDownLatch never)
            implements DiskSteps {
        Kill(DiskStep step, Moment moment, int times) {
            this(step, moment, new AtomicInteger(times), new CountDownLatch(1));
        }

        @Override
        public void at(DiskStep now, Moment when) throws IOException {
            if (now == step && when == moment && left.decrementAndGet() == 0) {
                new ProcessBuilder("kill", "-9", Long.toString(ProcessHandle.current().pid()))
                        .start();
                Waiting.uninterrupted(never::await);
            }
        }

        @Override
        public boolean halves() {
            return true;
        }
    }

    private static void fill(Path root) {
        JournalFolder folder = new JournalFolder(root);
        int stored = 0;
        try (EvaluationJournal journal = folder.create(Journals.plan("full"))) {
            try {
                for (; stored < 100_000; stored++) {
                    byte[] transcript = new byte[50_000];
                    Journals.store(journal, stored, transcript);
                }
                System.out.println("never full");
            } catch (StoreException e) {
                System.out.println("refused: " + e.getMessage());
            }
            try {
                Journals.store(journal, 200_000);
                System.out.println("went on");
            } catch (StoreException e) {
                System.out.println("again: " + e.getMessage());
            }
        } catch (StoreException e) {
            System.out.println("closing: " + e.getMessage());
        }
        System.out.println("stored " + stored);
    }

    private static void openMany(Path root) {
        JournalFolder folder = new JournalFolder(root);
        EvaluationJournal first = folder.create(Journals.plan("first"));
        Journals.store(first, 0);
        List<EvaluationJournal> more = new ArrayList<>();
        try {
            while (more.size() < 1000) {
                more.add(folder.create(Journals.plan("more-" + more.size())));
            }
            System.out.println("no limit");
        } catch (StoreException e) {
            System.out.println("refused: " + e.getMessage());
        }
        Journals.store(first, 1);
        System.out.println("stored " + first.index().finished());
    }
}
