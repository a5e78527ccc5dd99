package io.tokenledger.demo;

import io.tokenledger.sample.SampleRecord;
import io.tokenledger.sample.UsageSample;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Sends a sample and waits until the services have settled every record of it. */
final class EventFlow {
    /** Where records go. */
    interface Sink {
        /** Hands a record over; it may still be under way. */
        void send(SampleRecord record) throws DemoFailure, InterruptedException;

        /** Returns when everything handed over is safe. */
        void flush() throws DemoFailure, InterruptedException;
    }

    /** Who knows what has become of the records. */
    interface Intake {
        IntakeStates states() throws DemoFailure, InterruptedException;
    }

    private static final int LOOK_EVERY_RECORDS = 512;
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(400).toNanos();

    private final Intake intake;
    private final ProgressLine progress;
    private final Duration patience;
    private final CountDownLatch stopping;
    private IntakeStates states = IntakeStates.NONE;
    private long lookedAt = System.nanoTime();

    /**
     * @param patience how long nothing may move before it is given up
     * @param stopping opens when the demo is told to stop
     */
    EventFlow(Intake intake, ProgressLine progress, Duration patience, CountDownLatch stopping) {
        this.intake = intake;
        this.progress = progress;
        this.patience = patience;
        this.stopping = stopping;
    }

    /** Returns what became of all records; a failure says where they stand still. */
    IntakeStates run(UsageSample sample, Sink sink) throws DemoFailure, InterruptedException {
        long sent = 0;
        while (sample.hasNext()) {
            sink.send(sample.next());
            if (++sent % LOOK_EVERY_RECORDS == 0 && System.nanoTime() - lookedAt > LOOK_EVERY_NANOS) {
                look(sent);
            }
        }
        sink.flush();
        awaitAll(sent);
        progress.end();
        return states;
    }

    private void awaitAll(long sent) throws DemoFailure, InterruptedException {
        long moved = System.nanoTime();
        while (true) {
            long before = states.records();
            look(sent);
            if (states.records() >= sent) {
                return;
            }
            if (states.records() != before) {
                moved = System.nanoTime();
            } else if (System.nanoTime() - moved > patience.toNanos()) {
                progress.end();
                throw new DemoFailure("the services stand still: " + states.records() + " of " + sent
                        + " records are in the books, and none came for " + patience.toSeconds() + " s");
            }
            if (stopping.await(LOOK_EVERY_NANOS, TimeUnit.NANOSECONDS)) {
                throw new InterruptedException("told to stop");
            }
        }
    }

    private void look(long sent) throws DemoFailure, InterruptedException {
        states = intake.states();
        lookedAt = System.nanoTime();
        progress.show(sent, states.records());
    }
}
