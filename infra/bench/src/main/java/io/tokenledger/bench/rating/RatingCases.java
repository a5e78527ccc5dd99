package io.tokenledger.bench.rating;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.pricebook.BundledPrices;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.rating.ModelName;
import io.tokenledger.pricing.rating.RatingRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requests that all measurements rate: drawn with a seed from the lines of the bundled book, so that every tier, era
 * and threshold of every model is asked for, and every request has a price. Requests share no text, as if each had been
 * parsed from a message of its own.
 */
final class RatingCases {
    static final int COUNT = 4096;

    /** The same cases next year: open-ended prices are asked for until here. */
    private static final Instant UNTIL = Instant.parse("2026-11-20T00:00:00Z");

    private static final Duration AT_LEAST = Duration.ofDays(30);
    private static final String MADE_UP_SNAPSHOT = "-2026-11-05";
    private static final Map<Meter, Integer> PERCENT_OF_INPUT = Map.of(
            Meter.CACHED_INPUT, 40,
            Meter.CACHE_WRITE, 15,
            Meter.CACHE_WRITE_1H, 5,
            Meter.AUDIO_INPUT, 25);

    private final SplittableRandom random;
    private final List<PriceRow> rows = BundledPrices.rows();
    private final Map<String, List<String>> aliases = BundledPrices.names().stream()
            .filter(name -> name.syntax() == ModelName.Syntax.EXACT)
            .collect(Collectors.groupingBy(
                    name -> name.provider() + " " + name.model(),
                    Collectors.mapping(ModelName::name, Collectors.toList())));

    private RatingCases(long seed) {
        random = new SplittableRandom(seed);
    }

    static List<RatingRequest> of(long seed) {
        var cases = new RatingCases(seed);
        return Stream.generate(cases::next).limit(COUNT).toList();
    }

    private RatingRequest next() {
        PriceRow row = rows.get(random.nextInt(rows.size()));
        return new RatingRequest(
                tenant(),
                copy(row.key().provider()),
                copy(name(row)),
                copy(row.key().serviceTier()),
                copy(percent(10) ? RatingBook.UPLIFTED_REGION : ""),
                time(row),
                usage(row));
    }

    private static String copy(String text) {
        return text.isEmpty() ? "" : new String(text.toCharArray());
    }

    /** Four of five tenants pay the list; the others have a contract, or a discount on the list. */
    private String tenant() {
        int share = random.nextInt(10);
        return copy(
                share == 0
                        ? RatingBook.TENANT_WITH_CONTRACT
                        : share == 1 ? RatingBook.TENANT_WITH_DISCOUNT : "tenant-" + random.nextInt(20));
    }

    /** Six of ten by the model's id, three by an alias, if it has one, and one by a dated snapshot that no list names. */
    private String name(PriceRow row) {
        String model = row.key().model();
        List<String> others = aliases.getOrDefault(row.key().provider() + " " + model, List.of());
        int share = random.nextInt(10);
        if (share < 3 && !others.isEmpty()) {
            return others.get(random.nextInt(others.size()));
        }
        boolean isDated = model.matches(".*[0-9]{4}-?[0-9]{2}-?[0-9]{2}");
        return share == 3 && !isDated ? model + MADE_UP_SNAPSHOT : model;
    }

    private Instant time(PriceRow row) {
        Instant from = row.range().from();
        Instant end = row.range().until();
        if (end == null) {
            end = UNTIL.isAfter(from.plus(AT_LEAST)) ? UNTIL : from.plus(AT_LEAST);
        }
        return from.plusSeconds(random.nextLong(Duration.between(from, end).toSeconds()));
    }

    private Meters usage(PriceRow row) {
        long input = inputTokens(row);
        long output = tokens(8_000);
        long reasoning = percent(40) ? random.nextLong(output + 1) : 0;
        var meters = Meters.builder()
                .set(Meter.REQUESTS, 1)
                .set(Meter.OUTPUT, output - reasoning)
                .set(Meter.REASONING, reasoning);
        Map<Meter, Long> rates = row.rates().own();
        long plain = input;
        for (Meter part : Meter.builtIn()) {
            Integer percent = PERCENT_OF_INPUT.get(part);
            boolean priced = part.equals(Meter.CACHED_INPUT) || rates.containsKey(part);
            if (percent != null && priced && percent(percent)) {
                long quantity = random.nextLong(plain + 1);
                meters.set(part, quantity);
                plain -= quantity;
            }
        }
        if (rates.containsKey(Meter.WEB_SEARCHES) && percent(10)) {
            meters.set(Meter.WEB_SEARCHES, 1 + random.nextLong(5));
        }
        return meters.set(Meter.INPUT, plain).build();
    }

    /** Over the line's threshold and under the next one of its model. */
    private long inputTokens(PriceRow row) {
        long over = row.key().contextOverTokens();
        long most = rows.stream()
                .filter(other -> other.key().model().equals(row.key().model()))
                .mapToLong(other -> other.key().contextOverTokens())
                .filter(threshold -> threshold > over)
                .min()
                .orElse(over + 200_000);
        return over + tokens(most - over - 1);
    }

    /** At least one and at most so many: as often tens as thousands. */
    private long tokens(long most) {
        return 1 + random.nextLong(1L << random.nextInt(1, Long.SIZE - Long.numberOfLeadingZeros(most))) % most;
    }

    private boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }
}
