package dev.kbench.bench;

import dev.kbench.store.Redaction;
import dev.kbench.view.Viewer;
import dev.kbench.view.ViewerOptions;
import dev.kbench.view.index.IndexProgress;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/// The process that serves the pages over made runs, until its standard input ends.
public final class ViewServing {
    private ViewServing() {}

    /// Prints the address of the page of runs, and at the end the most heap that was in use.
    ///
    /// @param args the folder of the runs, the folder of the index
    /// @throws IOException if the standard input breaks
    public static void main(String[] args) throws IOException {
        HeapPeak heap = new HeapPeak();
        ViewerOptions options =
                new ViewerOptions(
                        List.of(Path.of(args[0])),
                        Path.of(args[1]),
                        Redaction.NONE,
                        ViewerOptions.LOOPBACK,
                        0);
        try (Viewer viewer = Viewer.start(options, IndexProgress.NONE)) {
            System.out.println(viewer.url("/runs"));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.out.println(heap.bytes());
    }
}
