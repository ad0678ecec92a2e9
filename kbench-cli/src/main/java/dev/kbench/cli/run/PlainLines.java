package dev.kbench.cli.run;

import dev.kbench.event.RunEvent;
import dev.kbench.event.RunListener;

import java.io.PrintStream;

/// Tells of runs line by line.
final class PlainLines implements RunListener {
    private final PrintStream out;

    PlainLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunFinished e when e.depth() == 0 ->
                    out.println(
                            "%s %s %s %s %s"
                                    .formatted(
                                            e.task(), e.number(), e.model(), e.result(), e.error())
                                    .strip());
            case RunEvent.Notice e -> out.println(e.text());
            case RunEvent.StoreFailed e -> out.println(e.message());
            default -> {}
        }
    }
}
