package dev.kbench.notebook;

import dev.kbench.workspace.Workspace;

import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Serves one notebook. The arguments are the file in which Jupyter says where it listens, kbench's
/// version, and the folder of kbench's modules. The process ends with the notebook, or when its
/// standard input does: whoever started it holds the other end.
public final class Main {
    private static final String IMPORTS =
            "import module dev.kbench;\nimport static dev.kbench.Kbench.*;";

    private Main() {}

    /// Serves a notebook until Jupyter ends it.
    ///
    /// @param args the connection file, kbench's version, the folder of its modules
    /// @throws Exception if the connection cannot be made
    public static void main(String[] args) throws Exception {
        InputStream starter = System.in;
        Thread.ofPlatform().daemon().name("kbench-starter").start(() -> endWith(starter));
        KernelConnectionProperties where =
                KernelConnectionProperties.parse(Files.readString(Path.of(args[0])));
        JupyterConnection connection = new JupyterConnection(where);
        Cells cells =
                new Cells(
                        compilerOptions(args[2]),
                        new CellLibraries(Path.of(args[2]).resolve("libraries")));
        cells.evaluate("imports", IMPORTS);
        CellKernel kernel = new CellKernel(args[1], cells);
        kernel.onStartup();
        new Rendering().install(kernel);
        Workspace.current().listeners().add(new CellProgress(kernel::show));
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        connection.waitUntilClose();
        System.exit(0); // threads of the user's own may be left
    }

    /// Names of parameters and local variables, which tasks and tools are told by; and kbench as
    /// modules, so that a file's first line is a cell's, too.
    private static List<String> compilerOptions(String modules) {
        return List.of(
                "-g",
                "-parameters",
                "-Xdiags:compact",
                "--module-path",
                modules,
                "--add-modules",
                "dev.kbench");
    }

    private static void endWith(InputStream starter) {
        try {
            while (starter.read() >= 0) {
                // nothing is told that way
            }
        } catch (IOException e) {
            // the other end is gone
        }
        Runtime.getRuntime().halt(0);
    }
}
