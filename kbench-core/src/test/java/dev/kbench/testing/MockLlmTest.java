package dev.kbench.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class MockLlmTest {
    @Test
    void repliesInTurnAndRemembersWhatItWasAsked() {
        MockLlm mock = MockLlm.replying("Paris", "42");

        assertThat(mock.prompt("Capital of France?")).isEqualTo("Paris");
        assertThat(mock.prompt("6*7?", int.class)).isEqualTo(42);
        assertThat(mock.invocations().getFirst().messages().getFirst().text())
                .isEqualTo("Capital of France?");
        assertThat(mock.invocations()).hasSize(2).isUnmodifiable();
    }

    @Test
    void tellsThatItHasNoReplyLeft() {
        MockLlm mock = MockLlm.replying("a", "b");
        mock.prompt("1");
        mock.prompt("2");

        assertThatIllegalStateException()
                .isThrownBy(() -> mock.prompt("3"))
                .withMessage(
                        "MockLlm has no reply left: 2 given, this is request 3; give more, or use"
                                + " MockLlm.cycling");
        assertThatIllegalStateException()
                .isThrownBy(() -> mock.prompt("4"))
                .withMessage(
                        "MockLlm has no reply left: 2 given, this is request 4; give more, or use"
                                + " MockLlm.cycling");
        assertThat(mock.invocations()).hasSize(4);
    }

    @Test
    void cyclesThroughItsReplies() {
        MockLlm mock = MockLlm.cycling("a", "b");

        assertThat(List.of(mock.prompt("1"), mock.prompt("2"), mock.prompt("3")))
                .containsExactly("a", "b", "a");
    }

    @Test
    void worksItsReplyOut() {
        MockLlm mock =
                MockLlm.answering(
                        "vendor/echo",
                        request -> {
                            assertThat(request.apiParams()).containsEntry("top_p", 0.9);
                            return request.messages().getLast().text();
                        });

        assertThat(mock.prompt("x", with -> with.apiParams(Map.of("top_p", 0.9)))).isEqualTo("x");
        assertThat(mock.name()).isEqualTo("vendor/echo");
        assertThat(mock.note()).isEqualTo("mock, no model");
    }

    @Test
    void needsAReply() {
        assertThatIllegalArgumentException()
                .isThrownBy(MockLlm::replying)
                .withMessage("a MockLlm needs at least one reply");
        assertThatIllegalArgumentException().isThrownBy(MockLlm::cycling);
    }

    @Test
    void givesEachReplyToOneOfManyThreads() throws Exception {
        String[] replies = new String[100];
        for (int i = 0; i < replies.length; i++) {
            replies[i] = "r" + i;
        }
        MockLlm mock = MockLlm.replying(replies);
        List<String> got = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < replies.length; i++) {
            threads.add(Thread.ofVirtual().start(() -> got.add(mock.prompt("?"))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(got).containsExactlyInAnyOrder(replies);
    }

    @Test
    @SuppressWarnings("NullAway") // what is refused
    void refusesNullForAReply() {
        assertThatNullPointerException()
                .isThrownBy(() -> MockLlm.replying("a", null))
                .withMessage("replies: expected replies that are texts, got null");
        assertThatNullPointerException()
                .isThrownBy(() -> MockLlm.answering("m", _ -> null).prompt("?"))
                .withMessage("the reply: expected a text, got null");
    }
}
