package io.tokenledger.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moves events from memory to disk while memory is more than half full or the sink is not available, so that recording
 * never waits for either. Tells the losses too. At its end everything that is still in memory goes to disk.
 */
final class Spiller implements Runnable {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int MOST_EVENTS = 16_384;

    private final MemoryBuffer buffer;
    private final @Nullable SpillFolder spill;
    private final Tally tally;
    private final Notices notices;
    private volatile boolean stopped;

    Spiller(MemoryBuffer buffer, @Nullable SpillFolder spill, Tally tally, Notices notices) {
        this.buffer = buffer;
        this.spill = spill;
        this.tally = tally;
        this.notices = notices;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                tick();
            } catch (InterruptedException | RuntimeException e) {
                notices.diskFails(e); // Only its stop ends it.
            }
        }
        end();
    }

    /** Ends it within a tick, after everything in memory is on disk. */
    void stop() {
        stopped = true;
    }

    private void tick() throws InterruptedException {
        boolean halfFull = buffer.awaitHalfFull(TICK);
        boolean moved = (halfFull || tally.trouble() != null) && move();
        tally.newLosses().forEach(notices::lost);
        if (halfFull && !moved) {
            Thread.sleep(TICK);
        }
    }

    /** False if nothing could be moved. */
    private boolean move() {
        if (spill == null) {
            return false;
        }
        List<OutgoingEvent> batch = buffer.take(MOST_EVENTS, SpillFolder.SEGMENT_BYTES);
        if (batch.isEmpty()) {
            return false;
        }
        int written = 0;
        try {
            written = spill.append(batch);
            tally.spilled.add(written);
        } catch (IOException e) {
            notices.diskFails(e);
        } finally {
            buffer.putBack(batch, batch.subList(written, batch.size()));
        }
        return written > 0;
    }

    private void end() {
        boolean moved = true;
        while (moved) {
            moved = move();
        }
        tally.lost(Loss.Reason.NOT_SENT, buffer.events());
        try {
            if (spill != null) {
                spill.close();
            }
        } catch (IOException e) {
            notices.diskFails(e);
        }
        tally.newLosses().forEach(notices::lost);
    }
}
