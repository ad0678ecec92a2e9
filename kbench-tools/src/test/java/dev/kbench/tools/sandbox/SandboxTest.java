package dev.kbench.tools.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.tool.ToolUnavailableException;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

class SandboxTest {
    private static final SandboxProvider STRONG =
            new Fake(
                    "strong",
                    false,
                    Map.of(Guarantee.PROCESS, "walls", Guarantee.NETWORK, "no wire"));
    private static final SandboxProvider WEAK =
            new Fake("weak", false, Map.of(Guarantee.PROCESS, "a fence"));
    private static final SandboxProvider IMAGE =
            new Fake("image", true, Map.of(Guarantee.VM, "a machine", Guarantee.PROCESS, "it"));

    private record Fake(String name, boolean usesImage, Map<Guarantee, String> how)
            implements SandboxProvider {
        @Override
        public int order() {
            return 0;
        }

        @Override
        public Isolation isolation() {
            Map<Guarantee, String> missing = new EnumMap<>(Guarantee.class);
            missing.put(Guarantee.VM, "it shares the kernel");
            return Isolation.of(name, how, missing, "install more");
        }

        @Override
        public SandboxProcess start(SandboxSpec spec) {
            throw new UnsupportedOperationException();
        }
    }

    private static SandboxProvider giving(Set<Guarantee> required, String name) {
        return Sandbox.giving(required, name, List.of(WEAK, STRONG, IMAGE));
    }

    @Test
    void theFirstThatGivesAllIsTaken() {
        assertThat(giving(Set.of(), "")).isSameAs(WEAK);
        assertThat(giving(Set.of(Guarantee.PROCESS), "")).isSameAs(WEAK);
        assertThat(giving(Set.of(Guarantee.PROCESS, Guarantee.NETWORK), "")).isSameAs(STRONG);
    }

    @Test
    void anImageIsTakenByItsNameOnly() {
        assertThat(giving(Set.of(Guarantee.VM), "image")).isSameAs(IMAGE);
        assertThatThrownBy(() -> giving(Set.of(Guarantee.VM), ""))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "no box on this machine can hold a program to vm. weak: no vm (it shares"
                                + " the kernel). strong: no vm (it shares the kernel)");
    }

    @Test
    void whatIsNamedIsNotReplacedByAnother() {
        assertThatThrownBy(() -> giving(Set.of(Guarantee.NETWORK, Guarantee.FILES), "weak"))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "no box on this machine can hold a program to files, network. weak: no"
                                + " files, network (install more)");
        assertThatThrownBy(() -> giving(Set.of(), "wooden"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no sandbox provider is named 'wooden'; there are weak, strong, image");
    }

    @Test
    void aSpecThatRequiresMoreIsRefused() {
        assertThatThrownBy(() -> Sandbox.require(WEAK.isolation(), SandboxSpec.of("env")))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessage(
                        "the box weak cannot hold a program to process, files, network, memory,"
                                + " tasks: no files, network, memory, tasks (install more)");
        Sandbox.require(
                WEAK.isolation(), SandboxSpec.of("env").withRequires(Set.of(Guarantee.PROCESS)));
    }

    @Test
    void everyProviderIsFound() {
        assertThat(Sandbox.providers())
                .extracting(SandboxProvider::name)
                .containsExactly("bubblewrap", "podman", "docker", "none");
    }

    @Test
    void anIsolationSaysOfEachGuaranteeEitherHowOrWhyNot() {
        for (SandboxProvider provider : Sandbox.providers()) {
            Isolation isolation = provider.isolation();
            assertThat(isolation.how().keySet())
                    .doesNotContainAnyElementsOf(isolation.missing().keySet());
            assertThat(isolation.how().size() + isolation.missing().size())
                    .isEqualTo(Guarantee.values().length);
            assertThat(isolation.guarantees()).doesNotContain(Guarantee.VM);
        }
    }
}
