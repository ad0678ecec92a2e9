package dev.kbench.tools.sandbox;

import java.util.concurrent.CountDownLatch;

/// A JVM to be killed while a program runs in its box, and others are made ahead.
final class KilledJvm {
    private KilledJvm() {}

    public static void main(String[] args) throws Exception {
        SandboxSpec brief = Hostile.spec("pass", args[0]);
        for (int i = 0; i < 3; i++) {
            Sandbox.run(Sandbox.provider("bubblewrap"), brief, new byte[0]);
        }
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
