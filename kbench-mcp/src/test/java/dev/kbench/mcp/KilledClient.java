package dev.kbench.mcp;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// A JVM to be killed while a server of its runs.
final class KilledClient {
    private KilledClient() {}

    public static void main(String[] args) throws Exception {
        ServerProcess server =
                ServerProcess.start(
                        new ServerCommand(List.of("sh", "-c", args[0]), Map.of(), null));
        while (server.lastWords().isEmpty()) {
            Thread.onSpinWait();
        }
        System.out.println(
                server.processes().stream()
                        .map(one -> Long.toString(one.pid()))
                        .collect(Collectors.joining(" ")));
        new CountDownLatch(1).await();
    }
}
