package io.tokenledger.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Events in memory, in the order of their recording, within limits of number and bytes. What is taken still counts until
 * it is settled or put back. The lock is never held over anything that can wait for a disk or a network.
 */
final class MemoryBuffer {
    private final int maxEvents;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<OutgoingEvent> waiting = new ArrayDeque<>();
    private final IdentityHashMap<List<OutgoingEvent>, Long> taken = new IdentityHashMap<>();
    private long heldEvents;
    private long heldBytes;
    private long nextNumber;
    private boolean closed;

    MemoryBuffer(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Takes an event in; false if there is no room for it, or it is closed. */
    boolean offer(String id, byte[] json) {
        lock.lock();
        try {
            var event = new OutgoingEvent(id, json, nextNumber);
            if (closed || heldEvents >= maxEvents || heldBytes + event.memoryBytes() > maxBytes) {
                return false;
            }
            boolean wasCalm = !isHalfFull();
            nextNumber++;
            hold(event, 1);
            waiting.addLast(event);
            if (waiting.size() == 1 || (wasCalm && isHalfFull())) {
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** From now on nothing comes in. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** The oldest events, at least one if there is any; to be settled or put back. */
    List<OutgoingEvent> take(int mostEvents, long mostBytes) {
        lock.lock();
        try {
            var batch = new ArrayList<OutgoingEvent>();
            long bytes = 0;
            while (!waiting.isEmpty() && batch.size() < mostEvents) {
                bytes += waiting.getFirst().json().length;
                if (!batch.isEmpty() && bytes > mostBytes) {
                    break;
                }
                batch.add(waiting.removeFirst());
            }
            if (!batch.isEmpty()) {
                taken.put(batch, batch.getFirst().number());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** All of a batch is delivered, rejected or on disk. */
    void settle(List<OutgoingEvent> batch) {
        putBack(batch, List.of());
    }

    /** The last part of a batch is not settled: it stands first again. */
    void putBack(List<OutgoingEvent> batch, List<OutgoingEvent> rest) {
        lock.lock();
        try {
            if (taken.remove(batch) == null) {
                return; // Reclaimed meanwhile.
            }
            for (OutgoingEvent event : batch.subList(0, batch.size() - rest.size())) {
                hold(event, -1);
            }
            rest.reversed().forEach(waiting::addFirst);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Puts everything back that somebody has taken and does not give back. */
    void reclaim() {
        lock.lock();
        try {
            for (List<OutgoingEvent> batch : taken.keySet()) {
                batch.reversed().forEach(waiting::addFirst);
            }
            taken.clear();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is an event to take, at most so long. */
    boolean awaitEvent(Duration most) throws InterruptedException {
        return await(most, Wanted.EVENT);
    }

    /** Waits until it is half full, at most so long. */
    boolean awaitHalfFull(Duration most) throws InterruptedException {
        return await(most, Wanted.HALF_FULL);
    }

    /** Waits until it is at most half full, at most so long. */
    boolean awaitRoom(Duration most) throws InterruptedException {
        return await(most, Wanted.ROOM);
    }

    /** The number of the next event. */
    long nextNumber() {
        lock.lock();
        try {
            return nextNumber;
        } finally {
            lock.unlock();
        }
    }

    /** The lowest number that is here and not settled; {@code Long.MAX_VALUE} if there is none. */
    long lowestNumber() {
        lock.lock();
        try {
            long lowest =
                    waiting.isEmpty() ? Long.MAX_VALUE : waiting.getFirst().number();
            for (long number : taken.values()) {
                lowest = Math.min(lowest, number);
            }
            return lowest;
        } finally {
            lock.unlock();
        }
    }

    long events() {
        lock.lock();
        try {
            return heldEvents;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return heldBytes;
        } finally {
            lock.unlock();
        }
    }

    private enum Wanted {
        EVENT,
        HALF_FULL,
        ROOM
    }

    private boolean await(Duration most, Wanted wanted) throws InterruptedException {
        long left = most.toNanos();
        lock.lockInterruptibly();
        try {
            while (!is(wanted)) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean is(Wanted wanted) {
        return switch (wanted) {
            case EVENT -> !waiting.isEmpty();
            case HALF_FULL -> isHalfFull();
            case ROOM -> !isHalfFull();
        };
    }

    private boolean isHalfFull() {
        return heldEvents * 2 > maxEvents || heldBytes * 2 > maxBytes;
    }

    private void hold(OutgoingEvent event, int times) {
        heldEvents += times;
        heldBytes += times * event.memoryBytes();
    }
}
