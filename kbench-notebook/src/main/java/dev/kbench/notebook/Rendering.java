package dev.kbench.notebook;

import dev.kbench.chat.Chat;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.Redaction;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.view.fragment.Fragment;
import dev.kbench.view.fragment.Fragments;
import dev.kbench.workspace.Workspace;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

import java.util.List;
import java.util.function.Function;

/// Has a kernel of JJava show tasks, runs, tables and conversations as HTML, with the text beside
/// it. Found by kernels through {@link java.util.ServiceLoader}.
public final class Rendering implements Extension {
    /// Made by whoever finds it.
    public Rendering() {}

    @Override
    public void install(BaseKernel kernel) {
        Renderer renderer = kernel.getRenderer();
        register(renderer, Task.class, fragments -> fragments::of);
        register(renderer, Run.class, fragments -> fragments::of);
        register(renderer, Runs.class, fragments -> fragments::of);
        register(renderer, DataFrame.class, fragments -> fragments::of);
        register(renderer, Chat.class, fragments -> fragments::of);
    }

    private static <T> void register(
            Renderer renderer, Class<T> type, Function<Fragments, Function<T, Fragment>> how) {
        renderer.createRegistration(type)
                .preferring("text/html", "text/plain")
                .register((value, context) -> show(how.apply(fragments()).apply(value), context));
    }

    private static void show(Fragment fragment, RenderContext context) {
        DisplayData shown = context.getOutputContainer();
        shown.putText(fragment.text());
        shown.putHTML(fragment.html());
    }

    /// Keys may be told at any time: what is not shown is what is a key now.
    private static Fragments fragments() {
        List<String> secrets = Workspace.current().settings().secrets();
        return new Fragments(new Redaction(secrets));
    }
}
