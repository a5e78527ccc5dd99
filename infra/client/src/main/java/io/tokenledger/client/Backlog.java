package io.tokenledger.client;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the spill folder back, segment by segment. A segment is deleted when the last of its events is settled. */
final class Backlog {
    private static final System.Logger LOG = System.getLogger(UsageClient.class.getName());

    private final @Nullable SpillFolder spill;
    private final Tally tally;
    private SpillFolder.@Nullable Segment segment;
    private @Nullable String damage;
    private List<OutgoingEvent> unsettled = List.of();

    Backlog(@Nullable SpillFolder spill, Tally tally) {
        this.spill = spill;
        this.tally = tally;
    }

    /** The oldest events on disk; empty if there is none. The same again until they are settled. */
    List<OutgoingEvent> peek(int mostEvents, long mostBytes) throws IOException {
        while (unsettled.isEmpty()) {
            if (spill == null || !open(spill)) {
                return List.of();
            }
        }
        var batch = new ArrayList<OutgoingEvent>();
        long bytes = 0;
        for (OutgoingEvent event : unsettled) {
            bytes += event.json().length;
            if (batch.size() == mostEvents || (!batch.isEmpty() && bytes > mostBytes)) {
                break;
            }
            batch.add(event);
        }
        return batch;
    }

    /** The first so many are settled. */
    void settle(int events) throws IOException {
        unsettled = unsettled.subList(events, unsettled.size());
        if (unsettled.isEmpty() && spill != null) {
            finish(spill);
        }
    }

    /** Reads the next segment; false if there is none. */
    private boolean open(SpillFolder spill) throws IOException {
        SpillFolder.Segment oldest = spill.oldest();
        if (oldest == null) {
            return false;
        }
        SegmentFile.Contents contents = contents(oldest);
        segment = oldest;
        damage = contents.damage();
        unsettled = contents.events();
        if (unsettled.isEmpty()) {
            finish(spill);
        }
        return true;
    }

    private static SegmentFile.Contents contents(SpillFolder.Segment segment) throws ClosedByInterruptException {
        try {
            return SegmentFile.read(segment.file());
        } catch (ClosedByInterruptException e) {
            throw e; // Of the thread, not of the file.
        } catch (IOException e) {
            return new SegmentFile.Contents(List.of(), "it cannot be read: " + e);
        }
    }

    private void finish(SpillFolder spill) throws IOException {
        SpillFolder.Segment done = segment;
        String problem = damage;
        if (done == null) {
            return;
        }
        segment = null;
        damage = null;
        if (problem == null) {
            spill.delete(done);
            return;
        }
        tally.lost(Loss.Reason.UNREADABLE, 1);
        Path kept = spill.putAside(done);
        LOG.log(
                System.Logger.Level.WARNING,
                "a spilled segment is damaged, {0}; what comes before that was sent, the file is kept as {1}",
                problem,
                kept);
    }
}
