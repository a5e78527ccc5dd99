package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Meters;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger's tables can hold. Ingest refuses all of this with better words; a record that comes from elsewhere
 * must not stop a partition.
 */
final class BookableRange {
    /** Months from here on have a partition. */
    static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    /** Partitions are made at least this far ahead. */
    static final Duration AHEAD = Duration.ofDays(31);

    /** Far above any event, and small enough that sums of a quarter of an hour stay in a bigint. */
    private static final long MOST_OF_A_METER = 10_000_000_000L;

    private BookableRange() {}

    /** Why the ledger cannot hold that usage; null where it can. */
    static @Nullable String obstacle(MeteredUsage usage, Instant now) {
        if (usage.occurredAt().isBefore(FIRST) || usage.occurredAt().isAfter(now.plus(AHEAD))) {
            return "occurred_at " + usage.occurredAt() + " is not between " + FIRST + " and " + now.plus(AHEAD);
        }
        Meter absurd = absurd(usage.meters());
        if (absurd != null) {
            return "meter " + absurd.id() + " is " + usage.meters().quantity(absurd) + ", more than " + MOST_OF_A_METER;
        }
        if (usage.tenant().isEmpty()) {
            return "'tenant' is empty";
        }
        return allTextIsStorable(usage) ? null : "a text holds NUL or half of a surrogate pair";
    }

    private static @Nullable Meter absurd(Meters meters) {
        for (Meter meter : Meter.builtIn()) {
            if (meters.quantity(meter) > MOST_OF_A_METER) {
                return meter;
            }
        }
        for (Map.Entry<Meter, Long> further : meters.further().entrySet()) {
            if (further.getValue() > MOST_OF_A_METER) {
                return further.getKey();
            }
        }
        return null;
    }

    private static boolean allTextIsStorable(MeteredUsage usage) {
        return StorableText.isStorable(usage.tenant())
                && StorableText.isStorable(usage.source())
                && StorableText.isStorable(usage.id())
                && StorableText.isStorable(usage.type())
                && StorableText.isStorable(usage.provider())
                && StorableText.isStorable(usage.model())
                && StorableText.isStorable(usage.serviceTier())
                && StorableText.isStorable(usage.region())
                && StorableText.isStorable(usage.reasoningEffort())
                && StorableText.isStorable(usage.team())
                && StorableText.isStorable(usage.project())
                && StorableText.isStorable(usage.app())
                && StorableText.isStorable(usage.environment())
                && StorableText.isStorable(usage.user())
                && usage.tags().entrySet().stream()
                        .flatMap(tag -> Stream.of(tag.getKey(), tag.getValue()))
                        .allMatch(StorableText::isStorable);
    }
}
