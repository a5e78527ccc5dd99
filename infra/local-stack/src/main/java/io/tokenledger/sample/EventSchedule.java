package io.tokenledger.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How many requests of which app happen when: the apps' rhythms in quarter hours, days that are busier than others, and
 * a company that grows. Needs the same memory for any number of events.
 */
final class EventSchedule {
    private static final long SLOT_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    /** Days differ by this standard deviation of the logarithm; ServeGen m-large over 14 days: 0.28. */
    private static final double DAY_NOISE = 0.2;

    /** From first to last day requests grow by this factor. */
    private static final double GROWTH = 1.4;

    private final List<AppProfile> apps;
    private final long fromMillis;
    private final long untilMillis;
    private final long firstSlot;
    private final double[][] appsUpTo;
    private final double[] slotsUpTo;

    EventSchedule(List<AppProfile> apps, Instant from, Instant until, SplittableRandom random) {
        this.apps = apps;
        this.fromMillis = from.toEpochMilli();
        this.untilMillis = until.toEpochMilli();
        this.firstSlot = Math.floorDiv(fromMillis, SLOT_MILLIS);
        int slots = Math.toIntExact(Math.floorDiv(untilMillis - 1, SLOT_MILLIS) - firstSlot + 1);
        this.appsUpTo = new double[slots][apps.size()];
        this.slotsUpTo = new double[slots];
        double[][] noise = dayNoise(Math.toIntExact((untilMillis - fromMillis) / DAY_MILLIS) + 1, random);
        double sum = 0;
        for (int slot = 0; slot < slots; slot++) {
            double within = 0;
            for (int app = 0; app < apps.size(); app++) {
                within += weight(app, slot, noise);
                appsUpTo[slot][app] = within;
            }
            sum += within;
            slotsUpTo[slot] = sum;
        }
    }

    private double[][] dayNoise(int days, SplittableRandom random) {
        double[][] noise = new double[days][apps.size()];
        for (double[] day : noise) {
            for (int app = 0; app < day.length; app++) {
                // The sum of three evenly spread numbers is near enough to a normal one of standard deviation 1.
                double normal = 2 * (random.nextDouble() + random.nextDouble() + random.nextDouble()) - 3;
                day[app] = StrictMath.exp(DAY_NOISE * normal);
            }
        }
        return noise;
    }

    private double weight(int app, int slot, double[][] noise) {
        long start = slotStart(slot);
        AppProfile profile = apps.get(app);
        double rhythm = profile.rhythm().weightAt(Instant.ofEpochMilli(start).atZone(profile.zone()));
        double grown = 1 + (GROWTH - 1) * (start - fromMillis) / (untilMillis - fromMillis);
        double covered = (double) (slotEnd(slot) - start) / SLOT_MILLIS;
        return profile.share() * rhythm * grown * covered * noise[(int) ((start - fromMillis) / DAY_MILLIS)][app];
    }

    private long slotStart(int slot) {
        return Math.max(fromMillis, (firstSlot + slot) * SLOT_MILLIS);
    }

    private long slotEnd(int slot) {
        return Math.min(untilMillis, (firstSlot + slot + 1) * SLOT_MILLIS);
    }

    int slots() {
        return slotsUpTo.length;
    }

    /** How many of that many events happen up to the end of the slot; all of them for the last one. */
    long eventsUpTo(int slot, long events) {
        return slot == slots() - 1 ? events : (long) (events * (slotsUpTo[slot] / slotsUpTo[slots() - 1]));
    }

    AppProfile drawApp(int slot, SplittableRandom random) {
        double[] upTo = appsUpTo[slot];
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int app = 0;
        while (app < upTo.length - 1 && upTo[app] <= at) {
            app++;
        }
        return apps.get(app);
    }

    long drawMillis(int slot, SplittableRandom random) {
        return random.nextLong(slotStart(slot), slotEnd(slot));
    }
}
