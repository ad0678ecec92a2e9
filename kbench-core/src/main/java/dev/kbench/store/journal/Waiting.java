package dev.kbench.store.journal;

/// Waits that an interrupt does not end: it is set again afterwards.
final class Waiting {
    @FunctionalInterface
    interface Wait {
        void end() throws InterruptedException;
    }

    private Waiting() {}

    static void uninterrupted(Wait wait) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    wait.end();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
