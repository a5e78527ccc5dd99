package io.tokenledger.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The sample company: six teams and what their apps use within some weeks. The same seed, end and mix give the same
 * bytes in the same order.
 */
public final class SampleCompany {
    /** The tenant of a sample with one tenant, and of replayed traces. */
    public static final String TENANT = "acme";

    /** Where the company's books are kept: its months begin at midnight there. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    /** How far back the company's usage goes. */
    public static final Duration PERIOD = Duration.ofDays(60);

    private SampleCompany() {}

    /**
     * The usage of {@link #PERIOD} up to {@code until}, nearly in the order in which it happened.
     *
     * @param seed which of all possible companies
     */
    public static UsageSample stream(long seed, Instant until, SampleMix mix) {
        return stream(seed, until.minus(PERIOD), until, mix);
    }

    /** The same for a period of its own, at most some years. */
    public static UsageSample stream(long seed, Instant from, Instant until, SampleMix mix) {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("from " + from + " is not before until " + until);
        }
        var random = new SplittableRandom(seed);
        List<AppProfile> apps = mix.nativeOnly()
                ? AcmeApps.ALL.stream().map(AppProfile::reportingNatively).toList()
                : AcmeApps.ALL;
        var schedule = new EventSchedule(apps, from, until, random.split());
        return new CompanySample(mix, schedule, from, until, random);
    }
}
