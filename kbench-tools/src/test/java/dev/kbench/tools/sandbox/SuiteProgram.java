package dev.kbench.tools.sandbox;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.kbench.tools.sandbox.child.Host;

import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import java.io.PrintWriter;

/// The suite of the box as a program of its own.
final class SuiteProgram {
    private SuiteProgram() {}

    public static void main(String[] args) {
        LauncherDiscoveryRequest suite =
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(
                                selectClass(HostileTest.class), selectClass(LifeOfABoxTest.class))
                        .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(suite, listener);
        TestExecutionSummary summary = listener.getSummary();
        summary.printFailuresTo(new PrintWriter(System.out, true), 20);
        System.out.printf(
                "run by %d: %d passed, %d failed, %d skipped%n%s%n",
                Host.real().uid(),
                summary.getTestsSucceededCount(),
                summary.getTestsFailedCount(),
                summary.getTestsSkippedCount() + summary.getTestsAbortedCount(),
                Sandbox.provider("bubblewrap").isolation());
        if (summary.getTestsFailedCount() > 0) {
            throw new IllegalStateException("the suite failed");
        }
    }
}
