package io.tokenledger.pricing.rating;

import static io.tokenledger.pricing.rating.Usages.inOut;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Between two instants that the book names as changes, the same request always has the same terms. */
class PriceChangesTest {
    private static final Span SPRING =
            new Span(Instant.parse("2025-03-24T00:00:00Z"), Instant.parse("2025-04-07T00:00:00Z"));

    private static final Instant AFTER_CLOCKS_CHANGED = Instant.parse("2025-03-31T00:00:00Z");

    @Test
    void priceThatBeginsAndOneThatEndsInsideTheSpanAreChanges() {
        PriceBook book = book(
                List.of(
                        price(1, "", 0, TimeWindow.ALWAYS, "2025-01-01T00:00:00Z", "2025-03-27T12:07:33Z"),
                        price(2, "", 0, TimeWindow.ALWAYS, "2025-03-27T12:07:33Z", null)),
                List.of());
        assertThat(book.changesWithin(request("", 10, SPRING.from()), SPRING))
                .containsExactly(Instant.parse("2025-03-27T12:07:33Z"));
    }

    @Test
    void whatLiesOnTheEdgeOfTheSpanIsNoChangeInsideIt() {
        PriceBook book = book(
                List.of(price(1, "", 0, TimeWindow.ALWAYS, "2025-03-24T00:00:00Z", "2025-04-07T00:00:00Z")), List.of());
        assertThat(book.changesWithin(request("", 10, SPRING.from()), SPRING)).isEmpty();
    }

    @Test
    void termsStandStillBetweenChangesWhateverIsInTheBook() {
        long seed = System.nanoTime();
        System.out.println("PriceChangesTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            PriceBook book = randomBook(random);
            String tenant = random.nextBoolean() ? "" : "acme";
            long tokens = random.nextBoolean() ? 10 : 300_000;
            SortedSet<Instant> changes = book.changesWithin(request(tenant, tokens, SPRING.from()), SPRING);
            @Nullable Terms before = null;
            Instant at = SPRING.from();
            boolean first = true;
            while (at.isBefore(SPRING.until())) {
                Terms now = book.termsFor(request(tenant, tokens, at));
                boolean changed = !first && !Objects.equals(now, before);
                Instant minute = at;
                if (changed) {
                    assertThat(changes.stream()
                                    .anyMatch(change -> !change.isAfter(minute)
                                            && change.isAfter(minute.minus(Duration.ofMinutes(1)))))
                            .as("seed %s round %s: terms change by %s", seed, round, minute)
                            .isTrue();
                }
                before = now;
                first = false;
                at = at.plus(Duration.ofMinutes(1));
            }
        }
    }

    /** In the book that goes on as of an instant the hours of the week come and go, and nothing else does. */
    @Test
    void bookThatGoesOnHasTheTermsOfThatInstantForEver() {
        long seed = System.nanoTime();
        System.out.println("PriceChangesTest seed " + seed);
        var random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            PriceBook book = randomBook(random);
            Instant at = AFTER_CLOCKS_CHANGED.plusSeconds(random.nextLong(6 * 86_400)); // in Berlin
            PriceBook goingOn = book.goingOnFrom(at);
            for (String tenant : List.of("", "acme")) {
                for (long tokens : List.of(10L, 300_000L)) {
                    assertThat(charged(goingOn, tenant, tokens, at))
                            .as("seed %s round %s: at once", seed, round)
                            .isEqualTo(charged(book, tenant, tokens, at));
                    Instant sameHour = at.plus(Duration.ofDays(7L * (1 + random.nextInt(3))));
                    assertThat(charged(goingOn, tenant, tokens, sameHour))
                            .as("seed %s round %s: weeks later", seed, round)
                            .isEqualTo(charged(goingOn, tenant, tokens, at));
                }
            }
            assertThat(book.goingOnFrom(at)).as("made once").isSameAs(goingOn);
            assertThat(book.version()).isEqualTo(goingOn.version());
        }
    }

    private static @Nullable Rates charged(PriceBook book, String tenant, long tokens, Instant at) {
        Terms terms = book.termsFor(request(tenant, tokens, at));
        return terms == null ? null : terms.charged();
    }

    @Test
    void bookThatGoesOnIsMadeAnewBehindAChange() {
        PriceBook book = book(
                List.of(
                        price(1, "", 0, TimeWindow.ALWAYS, "2025-01-01T00:00:00Z", "2025-03-27T12:00:00Z"),
                        price(2, "", 0, TimeWindow.ALWAYS, "2025-03-27T12:00:00Z", null)),
                List.of());
        Instant before = Instant.parse("2025-03-27T11:59:59Z");
        Instant change = Instant.parse("2025-03-27T12:00:00Z");
        Instant later = Instant.parse("2025-04-01T00:00:00Z");
        assertThat(terms(book.goingOnFrom(before), later).price().priceId()).isEqualTo(1);
        assertThat(terms(book.goingOnFrom(change), later).price().priceId()).isEqualTo(2);
        assertThat(terms(book.goingOnFrom(before), later).price().priceId()).isEqualTo(1);
        assertThat(book.goingOnFrom(before).changesWithin(request("", 1, before), new Span(before, later)))
                .isEmpty();
    }

    private static Terms terms(PriceBook book, Instant at) {
        return Objects.requireNonNull(book.termsFor(request("", 10, at)));
    }

    private static PriceBook randomBook(Random random) {
        var prices = new ArrayList<Price>();
        long id = 1;
        for (String tenant : List.of("", "acme")) {
            for (long over : List.of(0L, 200_000L)) {
                if (random.nextInt(3) == 0) {
                    continue;
                }
                String cut = instantInSpring(random).toString();
                prices.add(price(id++, tenant, over, TimeWindow.ALWAYS, "2025-01-01T00:00:00Z", cut));
                prices.add(price(id++, tenant, over, TimeWindow.ALWAYS, cut, null));
                if (random.nextBoolean()) {
                    String zone =
                            List.of("Europe/Berlin", "UTC", "Asia/Kathmandu").get(random.nextInt(3));
                    var window = TimeWindow.parse("mon-fri 16:30-02:30 " + zone);
                    prices.add(price(
                            id++, tenant, over, window, instantInSpring(random).toString(), null));
                }
            }
        }
        var adjustments = new ArrayList<Adjustment>();
        if (random.nextBoolean()) {
            Instant from = instantInSpring(random);
            adjustments.add(new Adjustment(
                    1, Adjustment.Kind.DISCOUNT, "acme", "p", "", "", "", 900_000, from, from.plusSeconds(86_401)));
        }
        return book(prices, adjustments);
    }

    private static Instant instantInSpring(Random random) {
        long seconds = Duration.between(SPRING.from(), SPRING.until()).toSeconds();
        return SPRING.from().plusSeconds(random.nextLong(seconds));
    }

    private static PriceBook book(List<Price> prices, List<Adjustment> adjustments) {
        return new PriceBook(new PriceBook.Contents(1, prices, List.of(), Map.of(), adjustments));
    }

    private static Price price(
            long id, String tenant, long over, TimeWindow window, String from, @Nullable String until) {
        return new Price(
                id,
                tenant,
                "p",
                "m",
                "standard",
                "",
                over,
                window,
                Instant.parse(from),
                until == null ? null : Instant.parse(until),
                "USD",
                Rates.of(Map.of(Meter.INPUT, id)));
    }

    private static RatingRequest request(String tenant, long tokens, Instant at) {
        return new RatingRequest(tenant, "p", "m", "standard", "", at, inOut(tokens, 1));
    }
}
