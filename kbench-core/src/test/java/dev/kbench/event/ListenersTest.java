package dev.kbench.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.key.Params;
import dev.kbench.key.PrivateValues;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class ListenersTest {
    private static final RunEvent EVENT = new RunEvent.Notice("hello");

    private final Listeners listeners = new Listeners();
    private final List<String> told = new ArrayList<>();
    private final List<LogRecord> logged = new ArrayList<>();
    private final Logger log = Logger.getLogger(Listeners.class.getName());
    private final Handler handler =
            new Handler() {
                @Override
                public void publish(LogRecord entry) {
                    logged.add(entry);
                }

                @Override
                public void flush() {}

                @Override
                public void close() {}
            };

    @BeforeEach
    void listenToTheLog() {
        log.addHandler(handler);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void leaveTheLog() {
        log.removeHandler(handler);
        log.setUseParentHandlers(true);
    }

    @Test
    void areToldInOrder() {
        listeners.add(_ -> told.add("first"));
        listeners.add(event -> told.add(((RunEvent.Notice) event).text()));
        listeners.tell(EVENT);

        assertThat(told).containsExactly("first", "hello");
    }

    @Test
    void areNotToldWhatIsPrivate() {
        PrivateValues values = PrivateValues.of(Params.of("name", "Ann"), Set.of("name"));
        Listeners hiding = listeners.hiding(values);
        List<RunEvent> events = new ArrayList<>();
        listeners.add(events::add);

        hiding.tell(new RunEvent.Notice("for Ann"));
        hiding.tell(new RunEvent.StoreFailed("r", "t", "Ann.json"));
        hiding.tell(
                new RunEvent.MessageAdded("r", "Ann-1", "Ann", 0, "Ann", "user", "I, Ann", true));
        hiding.tell(new RunEvent.AnswerRepaired("r", "Ann", List.of("in Ann"), List.of()));
        hiding.tell(
                new RunEvent.CallRetried(
                        "r",
                        "m",
                        new CallRetry(1, "DOWN", 0, "no Ann", Duration.ZERO, Duration.ZERO)));
        hiding.tell(
                new RunEvent.AssertionRecorded(
                        "r",
                        new AssertionResult(
                                "assertEqual",
                                false,
                                "is Ann",
                                1,
                                "assertEqual(\"Ann\", x)",
                                "Ann-1",
                                1,
                                new LinkedHashMap<>(Map.of("actual", "Anna")),
                                "differs at \"nna\"")));
        hiding.tell(
                new RunEvent.RunRetried(
                        "r",
                        0,
                        "t",
                        "Run #1",
                        "m",
                        "e",
                        1,
                        "EXCEPTION",
                        "no Ann",
                        Usage.NONE,
                        Duration.ZERO));
        listeners.tell(new RunEvent.Notice("Ann outside"));

        assertThat(events)
                .containsExactly(
                        new RunEvent.Notice("for [private]"),
                        new RunEvent.StoreFailed("r", "t", "[private].json"),
                        new RunEvent.MessageAdded(
                                "r",
                                "[private]-1",
                                "[private]",
                                0,
                                "[private]",
                                "user",
                                "I, [private]",
                                true),
                        new RunEvent.AnswerRepaired(
                                "r", "[private]", List.of("in [private]"), List.of()),
                        new RunEvent.CallRetried(
                                "r",
                                "m",
                                new CallRetry(
                                        1,
                                        "DOWN",
                                        0,
                                        "no [private]",
                                        Duration.ZERO,
                                        Duration.ZERO)),
                        new RunEvent.AssertionRecorded(
                                "r",
                                new AssertionResult(
                                        "assertEqual",
                                        false,
                                        "is [private]",
                                        1,
                                        "assertEqual(\"[private]\", x)",
                                        "[private]-1",
                                        1,
                                        new LinkedHashMap<>(Map.of("actual", "[private]a")),
                                        "")),
                        new RunEvent.RunRetried(
                                "r",
                                0,
                                "t",
                                "Run #1",
                                "m",
                                "e",
                                1,
                                "EXCEPTION",
                                "no [private]",
                                Usage.NONE,
                                Duration.ZERO),
                        new RunEvent.Notice("Ann outside"));
    }

    @Test
    void whereNothingIsPrivateTheyAreTheSame() {
        assertThat(listeners.hiding(PrivateValues.NONE)).isSameAs(listeners);
        assertThat(listeners.hidden()).isSameAs(PrivateValues.NONE);
    }

    @Test
    void addedTwiceAreToldOnce() {
        RunListener listener = _ -> told.add("once");
        assertThat(listeners.isEmpty()).isTrue();
        listeners.add(listener);
        listeners.add(listener);
        assertThat(listeners.isEmpty()).isFalse();
        listeners.tell(EVENT);
        listeners.remove(listener);
        listeners.remove(listener);
        listeners.tell(EVENT);

        assertThat(told).containsExactly("once");
        assertThat(listeners.isEmpty()).isTrue();
    }

    @Test
    void mayLeaveWhileTheyAreTold() {
        RunListener[] self = new RunListener[1];
        self[0] =
                _ -> {
                    told.add("leaves");
                    listeners.remove(self[0]);
                };
        listeners.add(self[0]);
        listeners.add(_ -> told.add("stays"));
        listeners.tell(EVENT);
        listeners.tell(EVENT);

        assertThat(told).containsExactly("leaves", "stays", "stays");
    }

    @Test
    void thatFailNeverHurtARun() {
        for (Throwable failure :
                List.of(
                        new IllegalStateException("a"),
                        new AssertionError("b"),
                        new NoClassDefFoundError("c"),
                        new StackOverflowError("d"),
                        new Exception("e"))) {
            listeners.add(_ -> raise(failure));
        }
        listeners.add(_ -> told.add("last"));
        listeners.tell(EVENT);

        assertThat(told).containsExactly("last");
        assertThat(logged).hasSize(5);
    }

    @Test
    void thatFailAreLoggedOnce() {
        listeners.add(new Failing());
        listeners.tell(EVENT);
        listeners.tell(EVENT);

        assertThat(logged).hasSize(1);
        assertThat(logged.getFirst().getMessage())
                .isEqualTo(
                        "a listener (dev.kbench.event.ListenersTest$Failing) failed on Notice; runs"
                                + " go on, further failures of it are not logged");
        assertThat(logged.getFirst().getThrown()).hasMessage("broken");
    }

    @Test
    void thatAreInterruptedLeaveTheFlag() {
        listeners.add(_ -> raise(new InterruptedException()));
        listeners.tell(EVENT);

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void doNotHideAVirtualMachineThatCannotGoOn() {
        listeners.add(_ -> raise(new OutOfMemoryError("full")));

        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> listeners.tell(EVENT));
    }

    private record Failing() implements RunListener {
        @Override
        public void on(RunEvent event) {
            throw new IllegalStateException("broken");
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }
}
