package dev.kbench.tools.sandbox;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.context.RunScope;
import dev.kbench.tool.ToolUnavailableException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;

/// The boxes that this machine has, and programs run in them.
public final class Sandbox {
    /// The setting that names a provider.
    public static final String SETTING = "KBENCH_SANDBOX";

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofDays(2);

    private Sandbox() {}

    private static final class Found {
        static final List<SandboxProvider> PROVIDERS =
                ServiceLoader.load(SandboxProvider.class, Sandbox.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .sorted(Comparator.comparingInt(SandboxProvider::order))
                        .toList();
    }

    /// Every provider there is.
    ///
    /// @return in the order in which they are tried
    public static List<SandboxProvider> providers() {
        return Found.PROVIDERS;
    }

    /// The provider of a name.
    ///
    /// @param name such as `bubblewrap`
    /// @return the provider
    /// @throws IllegalArgumentException if there is none
    public static SandboxProvider provider(String name) {
        return named(name, providers());
    }

    static SandboxProvider named(String name, List<SandboxProvider> all) {
        return all.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "no sandbox provider is named '%s'; there are %s"
                                                .formatted(
                                                        name,
                                                        all.stream()
                                                                .map(SandboxProvider::name)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /// The first provider that gives what is required. One that is named in the settings
    /// (`KBENCH_SANDBOX`) is taken alone.
    ///
    /// @param required what a program must be held to
    /// @param name the provider that is named; empty for none
    /// @return the provider
    /// @throws ToolUnavailableException if none gives it, with what each lacks and what to do
    public static SandboxProvider giving(Set<Guarantee> required, String name) {
        return giving(required, name, providers());
    }

    static SandboxProvider giving(Set<Guarantee> required, String name, List<SandboxProvider> all) {
        List<SandboxProvider> asked =
                name.isEmpty()
                        ? all.stream().filter(one -> !one.usesImage()).toList()
                        : List.of(named(name, all));
        List<String> lacking = new ArrayList<>();
        for (SandboxProvider provider : asked) {
            Isolation isolation = provider.isolation();
            if (isolation.gives(required)) {
                return provider;
            }
            lacking.add("%s: %s".formatted(provider.name(), isolation.lacking(required)));
        }
        throw new ToolUnavailableException(
                "no box on this machine can hold a program to %s. %s"
                        .formatted(words(required), String.join(". ", lacking)));
    }

    /// Refuses a spec that a provider cannot hold; for providers.
    ///
    /// @param isolation what the provider gives
    /// @param spec what is asked
    /// @throws ToolUnavailableException if something is missing
    public static void require(Isolation isolation, SandboxSpec spec) {
        if (!isolation.gives(spec.requires())) {
            throw new ToolUnavailableException(
                    "the box %s cannot hold a program to %s: %s"
                            .formatted(
                                    isolation.provider(),
                                    words(spec.requires()),
                                    isolation.lacking(spec.requires())));
        }
    }

    private static String words(Set<Guarantee> guarantees) {
        return guarantees.isEmpty()
                ? "anything"
                : guarantees.stream()
                        .sorted()
                        .map(Guarantee::toString)
                        .collect(Collectors.joining(", "));
    }

    /// Runs a program to its end. In a run of a task, the program ends with it, at its deadline and
    /// at a cancel too.
    ///
    /// @param provider whose box
    /// @param spec the program
    /// @param input what it reads; of any size
    /// @return what came of it, whatever that is
    /// @throws ToolUnavailableException if the box cannot be made, or can no longer be watched
    /// @throws CancellationException if the calling thread was interrupted; its flag is set
    public static SandboxResult run(SandboxProvider provider, SandboxSpec spec, byte[] input) {
        requireNonNull(input, "input: expected what the program reads, got null");
        RunScope scope = RunScope.current();
        SandboxProcess process = provider.start(spec);
        try (process) {
            if (scope != null) {
                scope.own(process);
            }
            SandboxResult result = finish(process, spec.limits(), input);
            if (result.ending() == Ending.UNWATCHED) {
                throw new ToolUnavailableException(
                        "a program in the box %s could no longer be held to its limits, and was ended; the log has the reason"
                                .formatted(provider.name()));
            }
            return result;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("interrupted while a program ran in a box");
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            if (scope != null) {
                scope.disown(process);
            }
        }
    }

    /// Sees a program to its end that was just started.
    ///
    /// @param process the program; to be closed by whoever started it
    /// @param limits how much of its output is kept
    /// @param input what it reads
    /// @return what came of it
    /// @throws InterruptedException if the calling thread was interrupted; the program runs on
    public static SandboxResult finish(SandboxProcess process, SandboxLimits limits, byte[] input)
            throws InterruptedException {
        long start = System.nanoTime();
        Pump out = Pump.of(process.stdout(), limits.outputBytes(), process);
        Pump err = Pump.of(process.stderr(), limits.outputBytes(), process);
        Pump.feed(input, process);
        while (!process.waitFor(LONGEST)) {
            process.end(Ending.TIMED_OUT);
        }
        Captured stdout = out.result(LAST_WORDS);
        Captured stderr = err.result(LAST_WORDS);
        return new SandboxResult(
                process.ending(),
                process.exitCode(),
                stdout,
                stderr,
                Duration.ofNanos(System.nanoTime() - start));
    }
}
