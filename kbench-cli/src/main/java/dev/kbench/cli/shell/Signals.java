package dev.kbench.cli.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The signals that ask a process to end: Ctrl-C, a plain `kill`, a terminal that is gone. While
/// this is open they come here instead of ending the process. One that the process was started to
/// ignore, as `nohup` has it, stays ignored.
///
/// The JDK has them in `sun.misc.Signal` alone (module `jdk.unsupported`), a class that the
/// compiler warns of and that is therefore used by its name.
public final class Signals implements AutoCloseable {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private final List<Handled> handled = new ArrayList<>();

    /// A signal and who had it before.
    private record Handled(Object signal, Object before) {}

    private Signals() {}

    /// Takes the signals over. Where the JVM does not give one away (`-Xrs`, another system), it is
    /// left as it is.
    ///
    /// @param told is told a signal's name each time it comes, in a thread of its own
    /// @return gives them back when closed
    public static Signals watch(Consumer<String> told) {
        Signals signals = new Signals();
        for (String name : NAMES) {
            signals.take(name, told);
        }
        return signals;
    }

    private void take(String name, Consumer<String> told) {
        try {
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (_, method, args) -> {
                                if (!method.getName().equals("handle")) {
                                    return method.invoke(told, args); // as any object answers it
                                }
                                told.accept(name);
                                return null;
                            });
            Object signal =
                    Class.forName("sun.misc.Signal").getConstructor(String.class).newInstance(name);
            Object before = handle(signal, ours);
            if (before.equals(handler.getField("SIG_IGN").get(null))) {
                Object _ = handle(signal, before);
            } else {
                handled.add(new Handled(signal, before));
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // not to be had here: the JVM ends by itself, and its shutdown hooks run
        }
    }

    private static Object handle(Object signal, Object handler)
            throws ReflectiveOperationException {
        try {
            return signal.getClass()
                    .getMethod("handle", signal.getClass(), Class.forName("sun.misc.SignalHandler"))
                    .invoke(null, signal, handler);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getCause());
        }
    }

    /// Gives the signals back.
    @Override
    public void close() {
        for (Handled one : handled) {
            try {
                Object _ = handle(one.signal(), one.before());
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                // it was ours to give: the process ends all the same
            }
        }
        handled.clear();
    }
}
