package dev.kbench.notebook;

import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs what JShell compiled, in this process and the calling thread, and keeps what JShell itself
/// only gives on as text: the value, and what was thrown. Class files can be read from its loader,
/// so that a task's code has a digest and its parameters have names.
///
/// One cell at a time; {@link #interrupt} from any thread.
final class CellControl extends DirectExecutionControl implements ExecutionControlProvider {
    private final Runnable beforeRunning;
    private final List<String> loaded = new ArrayList<>();
    private @Nullable Object value;
    private @Nullable Throwable thrown;
    private @Nullable Thread running;

    /// @param beforeRunning is called when all classes that a snippet needs are loaded
    CellControl(Runnable beforeRunning) {
        this.beforeRunning = beforeRunning;
    }

    @Override
    public String name() {
        return "kbench";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
        return this;
    }

    @Override
    public void load(ClassBytecodes[] classes)
            throws ClassInstallException, NotImplementedException, EngineTerminationException {
        super.load(classes);
        for (ClassBytecodes one : classes) {
            loaded.add(one.name());
        }
    }

    /// Redefined classes are loaded anew, under another name.
    @Override
    public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
        throw new NotImplementedException("classes are not changed where they are");
    }

    /// Whether classes were loaded since the last call.
    boolean hasLoaded() {
        boolean some = !loaded.isEmpty();
        loaded.clear();
        return some;
    }

    @Override
    protected String invoke(Method method) throws Exception {
        beforeRunning.run();
        value = null;
        thrown = null;
        begin();
        try {
            value = method.invoke(null);
        } catch (InvocationTargetException e) {
            thrown = e.getCause();
            throw e;
        } finally {
            end();
        }
        return "";
    }

    /// What the last snippet that ran came to.
    @Nullable Object value() {
        return value;
    }

    /// What the last snippet that ran threw.
    @Nullable Throwable thrown() {
        return thrown;
    }

    private synchronized void begin() {
        running = Thread.currentThread();
    }

    private synchronized void end() {
        running = null;
        Thread.interrupted();
    }

    /// Interrupts what runs; nothing where nothing does.
    synchronized void interrupt() {
        if (running != null) {
            running.interrupt();
        }
    }
}
