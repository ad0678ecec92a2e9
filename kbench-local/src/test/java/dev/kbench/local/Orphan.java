package dev.kbench.local;

/// Starts a worker, tells its process's number, and waits for ever.
final class Orphan {
    private Orphan() {}

    public static void main(String[] args) throws Exception {
        WorkerProcess.start(WorkerStart.JVM);
        System.out.println(ProcessHandle.current().children().findFirst().orElseThrow().pid());
        System.in.read();
        Thread.currentThread().join();
    }
}
