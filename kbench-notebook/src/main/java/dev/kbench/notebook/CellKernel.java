package dev.kbench.notebook;

import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// What Jupyter asks of a kernel, answered by {@link Cells}. JJava speaks the protocol.
///
/// Cells come one after the other; an interrupt comes from another thread.
final class CellKernel extends BaseKernel {
    private final Cells cells;

    /// @param version kbench's version
    /// @param cells where cells are evaluated
    CellKernel(String version, Cells cells) {
        super(
                "kbench",
                version,
                new LanguageInfo(
                        "java",
                        Runtime.version().toString(),
                        "text/x-java",
                        ".java",
                        "java",
                        "text/x-java",
                        "script"),
                List.<HelpLink>of(),
                null,
                new JupyterIO(StandardCharsets.UTF_8),
                new CommManager(),
                new Renderer(),
                null,
                new MagicsRegistry(),
                false,
                new StringStyler("", "", "", _ -> ""));
        this.cells = cells;
    }

    @Override
    public @Nullable Object evalRaw(String source) {
        return cells.evaluate("cell " + (executionCount.get() - 1), source);
    }

    /// Shows something in the output of the cell that runs; nothing where none does.
    ///
    /// @param again whether it takes the place of what was shown with its id before
    void show(DisplayData line, boolean again) {
        if (!io.display.isAttached()) {
            return;
        }
        if (again) {
            io.display.updateDisplay(line);
        } else {
            io.display.display(line);
        }
    }

    /// The message of what a cell came to says all.
    @Override
    public List<String> formatError(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? List.of(thrown.toString()) : message.lines().toList();
    }

    @Override
    public @Nullable DisplayData inspect(String code, int at, boolean extraDetail) {
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        if (end < code.length() && code.charAt(end) == '(') {
            end++;
        }
        List<Documentation> found = cells.analysis().documentation(code, end, true);
        return found.isEmpty()
                ? null
                : new DisplayData(
                        found.stream()
                                .map(CellKernel::text)
                                .distinct()
                                .collect(Collectors.joining("\n\n")));
    }

    private static String text(Documentation documentation) {
        String doc = documentation.javadoc();
        return doc == null ? documentation.signature() : documentation.signature() + "\n" + doc;
    }

    @Override
    public @Nullable ReplacementOptions complete(String code, int at) {
        int[] anchor = new int[1];
        List<String> options =
                cells.analysis().completionSuggestions(code, at, anchor).stream()
                        .sorted(Comparator.comparing(Suggestion::matchesType).reversed())
                        .map(Suggestion::continuation)
                        .distinct()
                        .toList();
        return options.isEmpty() ? null : new ReplacementOptions(options, anchor[0], at);
    }

    @Override
    public String isComplete(String code) {
        SourceCodeAnalysis analysis = cells.analysis();
        CompletionInfo info = analysis.analyzeCompletion(code);
        while (info.completeness().isComplete() && !info.remaining().isBlank()) {
            info = analysis.analyzeCompletion(info.remaining());
        }
        return switch (info.completeness()) {
            case COMPLETE, COMPLETE_WITH_SEMI, EMPTY -> IS_COMPLETE_YES;
            case UNKNOWN -> IS_COMPLETE_BAD;
            case CONSIDERED_INCOMPLETE, DEFINITELY_INCOMPLETE -> "    ";
        };
    }

    @Override
    public void interrupt() {
        cells.interrupt();
    }

    @Override
    public void onShutdown(boolean isRestarting) {
        super.onShutdown(isRestarting);
        cells.close();
    }
}
