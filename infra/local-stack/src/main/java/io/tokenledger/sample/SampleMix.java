package io.tokenledger.sample;

/**
 * What a sample is made of.
 *
 * @param events different well-formed events
 * @param tenants how many companies they are spread over; 1 is {@code acme} alone
 * @param duplicates events that come a second time, byte by byte, later
 * @param conflicts events whose id comes a second time with other counts, later
 * @param malformed records that cannot be used, beside the events
 * @param nativeOnly whether every event is in the native form; else some are in their provider's
 */
public record SampleMix(long events, int tenants, long duplicates, long conflicts, long malformed, boolean nativeOnly) {
    /** The most events of one sample. */
    public static final long MOST_EVENTS = 50_000_000;

    public SampleMix {
        if (events < 1 || events > MOST_EVENTS) {
            throw new IllegalArgumentException("events must be from 1 to " + MOST_EVENTS + ", not " + events);
        }
        if (tenants < 1) {
            throw new IllegalArgumentException("tenants must be at least 1, not " + tenants);
        }
        if (duplicates < 0
                || duplicates > events
                || conflicts < 0
                || conflicts > events
                || malformed < 0
                || malformed > events) {
            throw new IllegalArgumentException("duplicates " + duplicates + ", conflicts " + conflicts
                    + " and malformed " + malformed + " must be from 0 to events " + events);
        }
    }

    /** A company as it is: 2 % of duplicates, a few conflicts, a few records of every malformed kind. */
    public static SampleMix believable(long events) {
        long conflicts = Math.clamp(events / 20_000, 3, 1_000);
        long malformed = Math.clamp(events / 5_000, 10, 10_000);
        return new SampleMix(
                events, 1, events / 50, Math.min(events / 10, conflicts), Math.min(events / 10, malformed), false);
    }

    /** For load: native events that are all booked, over that many tenants. */
    public static SampleMix load(long events, int tenants) {
        return new SampleMix(events, tenants, 0, 0, 0, true);
    }

    public SampleMix withDuplicates(long count) {
        return new SampleMix(events, tenants, count, conflicts, malformed, nativeOnly);
    }

    /** Every record of the sample. */
    public long records() {
        return events + duplicates + conflicts + malformed;
    }
}
