package io.tokenledger.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Brings a batch to the sink and books what becomes of each event. A batch that is refused is halved down to the culprit. */
final class Courier {
    private final Sink sink;
    private final Tally tally;
    private final Notices notices;

    Courier(Sink sink, Tally tally, Notices notices) {
        this.sink = sink;
        this.tally = tally;
        this.notices = notices;
    }

    /** Gives the last part of the batch that is not settled, because the sink is not available; empty if all is. */
    List<OutgoingEvent> deliver(List<OutgoingEvent> batch) throws InterruptedException {
        var parts = new ArrayDeque<List<OutgoingEvent>>();
        parts.add(batch);
        while (!parts.isEmpty()) {
            List<OutgoingEvent> part = parts.removeFirst();
            switch (attempt(part)) {
                case Delivery.Taken(List<Rejection> rejections) -> taken(part, rejections);
                case Delivery.Refused(String code, String detail)
                when part.size() == 1 ->
                    taken(part, List.of(new Rejection(part.getFirst().id(), code, detail)));
                case Delivery.Refused _ -> {
                    parts.addFirst(part.subList(part.size() / 2, part.size()));
                    parts.addFirst(part.subList(0, part.size() / 2));
                }
                case Delivery.Unavailable(String reason) -> {
                    parts.addFirst(part);
                    trouble(reason);
                    return joined(parts);
                }
            }
        }
        return List.of();
    }

    private Delivery attempt(List<OutgoingEvent> part) throws InterruptedException {
        try {
            return sink.deliver(part);
        } catch (RuntimeException e) {
            return new Delivery.Unavailable(e.toString());
        }
    }

    private void taken(List<OutgoingEvent> part, List<Rejection> rejections) {
        tally.delivered.add(part.size() - rejections.size());
        tally.rejected.add(rejections.size());
        rejections.forEach(notices::rejected);
        if (tally.trouble() != null) {
            tally.trouble(null);
            notices.availableAgain();
        }
    }

    void trouble(String reason) {
        if (tally.trouble() == null) {
            notices.unavailable(reason);
        }
        tally.trouble(reason);
    }

    private static List<OutgoingEvent> joined(Iterable<List<OutgoingEvent>> parts) {
        var joined = new ArrayList<OutgoingEvent>();
        parts.forEach(joined::addAll);
        return joined;
    }
}
