package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.CallLimits;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

class EvidenceTest {
    private static final long SECOND = 1_000_000_000L;

    private final Evidence evidence = new Evidence();
    private final ModelLimit limit = new ModelLimit(CallLimits.NONE);
    private long now;

    private ModelLimit.Ticket send() {
        ModelLimit.Ticket ticket = limit.go(now, 100);
        evidence.sent(ticket);
        return ticket;
    }

    private Evidence.Finding find(ModelLimit.Ticket newest) {
        return evidence.find(now, newest.at(), 0, Double.POSITIVE_INFINITY);
    }

    private void taken(ModelLimit.Ticket ticket) {
        limit.answered(ticket, now, OptionalLong.empty(), Told.NOTHING);
    }

    private void rejected(ModelLimit.Ticket ticket) {
        limit.rejected(ticket, now, Told.NOTHING);
        evidence.rejected(ticket);
    }

    /// Calls one after the other, a second apart.
    private void oneByOne(int calls) {
        for (int i = 0; i < calls; i++) {
            now += SECOND;
            taken(send());
        }
    }

    private List<ModelLimit.Ticket> begin(int calls) {
        List<ModelLimit.Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            tickets.add(send());
        }
        return tickets;
    }

    /// As many calls at a time as are taken, and one more.
    private ModelLimit.Ticket together(int most) {
        List<ModelLimit.Ticket> tickets = begin(most);
        ModelLimit.Ticket tooMany = send();
        rejected(tooMany);
        now += SECOND;
        tickets.forEach(this::taken);
        return tooMany;
    }

    @Test
    void aCallThatWasRejectedIsNotCountedWithThoseSentAfterIt() {
        ModelLimit.Ticket before = send();
        ModelLimit.Ticket tooMany = send();
        ModelLimit.Ticket after = send();
        assertThat(after.underWay()).isEqualTo(3);

        evidence.rejected(tooMany);

        assertThat(before.underWay()).isEqualTo(1);
        assertThat(after.underWay()).isEqualTo(2);
    }

    @Test
    void twoCallsTellNoRate() {
        send();
        ModelLimit.Ticket tooMany = send();
        rejected(tooMany);

        assertThat(find(tooMany).known()).isFalse();
    }

    @Test
    void whatWasSentBeforeARejectedCallAndIsUnderWayWasTaken() {
        oneByOne(4);
        send();
        now += SECOND / 10;
        ModelLimit.Ticket tooMany = send();
        rejected(tooMany);

        assertThat(find(tooMany).last()).isEqualTo(5);
    }

    @Test
    void manyAtATimeThatAlwaysEndAtTheSameNumberAreOfCallsUnderWay() {
        ModelLimit.Ticket last = together(5);
        for (int i = 0; i < 7; i++) {
            now += (i % 3) * SECOND;
            last = together(5);
        }
        Evidence.Finding finding = find(last);

        assertThat(finding.againstFlights()).isZero();
        assertThat(finding.isOfTime()).isFalse();
    }

    @Test
    void callsOneAtATimeThatAreRejectedAreOfTime() {
        ModelLimit.Ticket last = send();
        for (int round = 0; round < 4; round++) {
            oneByOne(30);
            now += SECOND / 10;
            last = send();
            rejected(last);
        }
        Evidence.Finding finding = find(last);

        assertThat(finding.isOfTime()).isTrue();
        assertThat(finding.isOfFlights()).isFalse();
        assertThat(finding.perSecond()).isBetween(0.95, 10.0);
    }

    /// Five at a time were taken for long; now a third is one too many, even after ten seconds
    /// without a call.
    @Test
    void whatNothingExplainsIsForgottenUpToWhereItChanged() {
        for (int i = 0; i < 8; i++) {
            begin(5).forEach(this::taken);
            now += SECOND;
        }
        ModelLimit.Ticket last = together(2);
        assertThat(find(last).againstFlights()).isEqualTo(1);
        now += 10 * SECOND;
        last = together(2);
        assertThat(find(last).againstFlights()).isEqualTo(1.75);

        now += 10 * SECOND;
        last = together(2);

        assertThat(find(last).againstFlights()).isZero();
        assertThat(find(last).rests()).isLessThan(5);
    }
}
