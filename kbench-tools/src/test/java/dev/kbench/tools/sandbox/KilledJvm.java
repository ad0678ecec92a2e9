package dev.kbench.tools.sandbox;

import java.util.concurrent.CountDownLatch;

/// A JVM to be killed while a program runs in its box.
final class KilledJvm {
    private KilledJvm() {}

    public static void main(String[] args) throws Exception {
        SandboxProcess process =
                Sandbox.provider("bubblewrap")
                        .start(
                                Hostile.spec(
                                        """
                                        import os, time
                                        os.fork()
                                        print("here", flush=True)
                                        time.sleep(600)
                                        """,
                                        args[0]));
        if (process.stdout().read() == 'h') {
            System.out.println("started");
        }
        new CountDownLatch(1).await();
    }
}
