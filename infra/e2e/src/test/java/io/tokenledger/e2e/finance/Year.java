package io.tokenledger.e2e.finance;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A year of seeded usage, month by month in the order in which it is sent: what is in time, then what comes late for
 * months that are closed already. The same seed gives the same year.
 */
record Year(long seed, int events) {
    static final int MONTHS = 12;
    static final ZoneId ZONE = ZoneId.of("America/St_Johns");
    private static final int YEAR = 2025;
    private static final Model[] MODELS = Model.values();

    static YearMonth month(int number) {
        return YearMonth.of(YEAR, 1).plusMonths(number);
    }

    /** The first moment of a month in the books. */
    static Instant start(int number) {
        return month(number).atDay(1).atStartOfDay(ZONE).toInstant();
    }

    /** All events that are sent while that month is the first open one, each with the month in which it occurred. */
    void sentWhileOpen(int open, BiConsumer<UsageEvent, Integer> consumer) {
        for (int occurred = Math.max(0, open - 2); occurred <= open; occurred++) {
            for (int index = 0; index < events / MONTHS; index++) {
                var random = new SplittableRandom(seed + 31L * (occurred * 100_000_000L + index));
                if (occurred + lateness(random, occurred) == open) {
                    consumer.accept(event(occurred, index, random), occurred);
                }
            }
        }
    }

    /** How many events there are in all. */
    int size() {
        return events / MONTHS * MONTHS;
    }

    /** By how many months: one in fifty by one, one in two hundred by two; none beyond the year. */
    private static int lateness(SplittableRandom random, int occurred) {
        int dice = random.nextInt(1_000);
        int months = dice < 5 ? 2 : dice < 25 ? 1 : 0;
        return Math.min(months, MONTHS - 1 - occurred);
    }

    private static UsageEvent event(int month, int index, SplittableRandom random) {
        Instant from = start(month);
        long seconds = start(month + 1).getEpochSecond() - from.getEpochSecond();
        Instant at = from.plusSeconds(random.nextLong(seconds));
        int app = random.nextInt(4);
        int key = random.nextInt(200);
        int user = random.nextInt(60);
        long input = 1 + random.nextLong(6_000);
        long output = 1 + random.nextLong(1_500);
        return new UsageEvent(
                month + "-" + index,
                at,
                model(at, random),
                team(random),
                random.nextInt(40) == 0 ? "moonshot" : random.nextInt(3) == 0 ? "ranker" : null,
                app == 0 ? "batch-nightly" : "app-" + app,
                random.nextInt(4) == 0 ? "staging" : "prod",
                user == 0 ? "svc-indexer" : user < 20 ? "u" + user : null,
                key < 45 ? "key-" + key : null,
                input,
                random.nextLong(input + 1),
                output,
                random.nextLong(output + 1));
    }

    private static Model model(Instant at, SplittableRandom random) {
        int dice = random.nextInt(1_000);
        Model model = dice < 1 ? Model.UNPRICED : MODELS[random.nextInt(MODELS.length - 1)];
        return model.isSoldAt(at) ? model : Model.GPT_4O;
    }

    /** team-01 to team-31 have a cost centre each, team-90 to team-94 have none, and some usage has no team. */
    private static @Nullable String team(SplittableRandom random) {
        int dice = random.nextInt(38);
        if (dice == 37) {
            return null;
        }
        return dice < 31 ? "team-%02d".formatted(dice + 1) : "team-" + (90 + (dice - 31) % 5);
    }
}
