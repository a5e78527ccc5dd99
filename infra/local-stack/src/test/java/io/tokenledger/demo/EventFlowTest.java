package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.sample.SampleCompany;
import io.tokenledger.sample.SampleMix;
import io.tokenledger.sample.SampleRecord;
import io.tokenledger.sample.UsageSample;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EventFlowTest {
    private final UsageSample sample =
            SampleCompany.stream(7, Instant.parse("2026-11-20T10:00:00Z"), SampleMix.load(1_000, 1));
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Memory memory = new Memory();

    /** Keeps what is sent. */
    private static final class Memory implements EventFlow.Sink {
        final List<SampleRecord> records = new ArrayList<>();
        boolean flushed;

        @Override
        public void send(SampleRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {
            flushed = true;
        }
    }

    private EventFlow flow(EventFlow.Intake intake, Duration patience) {
        var progress = new ProgressLine(new PrintStream(OutputStream.nullOutputStream()), false, 1_000);
        return new EventFlow(intake, progress, patience, stopping);
    }

    @Test
    void itEndsWhenEveryRecordIsSettled() throws Exception {
        List<Integer> booked = new ArrayList<>(List.of(100, 900, 1_000));
        EventFlow flow = flow(
                () -> new IntakeStates(booked.size() > 1 ? booked.removeFirst() : booked.getFirst(), 0, 0, 0, 0),
                Duration.ofSeconds(60));
        assertThat(flow.run(sample, memory)).isEqualTo(new IntakeStates(1_000, 0, 0, 0, 0));
        assertThat(memory.records).hasSize(1_000);
        assertThat(memory.flushed).isTrue();
    }

    @Test
    void servicesThatStandStillAreAFailureThatSaysWhere() {
        EventFlow flow = flow(() -> new IntakeStates(990, 3, 0, 0, 0), Duration.ZERO);
        assertThatThrownBy(() -> flow.run(sample, memory))
                .isInstanceOf(DemoFailure.class)
                .hasMessageStartingWith("the services stand still: 993 of 1000 records");
    }

    @Test
    void itStopsWhenItIsToldTo() {
        stopping.countDown();
        EventFlow flow = flow(() -> IntakeStates.NONE, Duration.ofSeconds(60));
        assertThatThrownBy(() -> flow.run(sample, memory)).isInstanceOf(InterruptedException.class);
    }
}
