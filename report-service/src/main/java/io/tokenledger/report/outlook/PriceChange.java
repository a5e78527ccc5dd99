package io.tokenledger.report.outlook;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Terms;
import io.tokenledger.report.whatif.Basket;
import io.tokenledger.report.whatif.BasketLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A price of usage that is forecast, which the book says is going to change.
 *
 * @param tenant whose it is; null: everybody's
 * @param contextOverTokens of the list that comes, or that goes where none comes: for requests with more input than this
 * @param fromCurrency null: there was no price
 * @param toCurrency null: there is none from then on
 * @param meters what was used lately and costs something else from then on
 */
public record PriceChange(
        Instant at,
        @Nullable String tenant,
        String provider,
        String model,
        String serviceTier,
        String region,
        long contextOverTokens,
        @Nullable String fromCurrency,
        @Nullable String toCurrency,
        List<MeterChange> meters) {

    static final Comparator<PriceChange> IN_TIME = Comparator.comparing(PriceChange::at)
            .thenComparing(PriceChange::provider)
            .thenComparing(PriceChange::model)
            .thenComparing(PriceChange::serviceTier)
            .thenComparing(PriceChange::region)
            .thenComparing(PriceChange::contextOverTokens)
            .thenComparing(change -> change.tenant() == null ? "" : change.tenant());

    /** One unit's price before and after, in 1e-12 of the currency; null: none. */
    public record MeterChange(
            String meter, @Nullable Long fromPico, @Nullable Long toPico) {}

    /**
     * The changes of a line's prices. The hours of the week in which a tariff applies come and go and are no change of it:
     * what the prices of now would have done just so is not told.
     *
     * @param goingOn the book in which the prices of now go on
     * @param starts where the line's prices may change, the first of them now
     */
    static List<PriceChange> of(
            BasketLine line, Basket basket, PriceBook book, PriceBook goingOn, SortedSet<Instant> starts) {
        List<PriceChange> changes = new ArrayList<>();
        for (Instant at : starts) {
            if (at.equals(starts.first())) {
                continue;
            }
            Instant before = at.minusSeconds(1);
            for (long size : basket.sizes()) {
                Terms from = book.termsFor(line.request(before, size));
                Terms to = book.termsFor(line.request(at, size));
                boolean asNow = sameRates(from, goingOn.termsFor(line.request(before, size)))
                        && sameRates(to, goingOn.termsFor(line.request(at, size)));
                if (!asNow && !sameRates(from, to)) {
                    PriceChange change = change(line, basket, at, from, to);
                    if (!change.meters.isEmpty() && !changes.contains(change)) {
                        changes.add(change);
                    }
                }
            }
        }
        return changes;
    }

    private static boolean sameRates(@Nullable Terms one, @Nullable Terms other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.charged().equals(other.charged())
                && one.price().currency().equals(other.price().currency());
    }

    private static PriceChange change(
            BasketLine line, Basket basket, Instant at, @Nullable Terms from, @Nullable Terms to) {
        List<MeterChange> meters = new ArrayList<>();
        String fromCurrency = from == null ? null : from.price().currency();
        String toCurrency = to == null ? null : to.price().currency();
        for (Meter meter : basket.meters()) {
            Long before = pico(from, meter);
            Long after = pico(to, meter);
            if (!Objects.equals(before, after) || !Objects.equals(fromCurrency, toCurrency)) {
                meters.add(new MeterChange(meter.id(), before, after));
            }
        }
        Terms told = to == null ? from : to;
        return new PriceChange(
                at,
                isEverybodys(from) && isEverybodys(to) ? null : line.tenant(),
                line.provider(),
                line.model(),
                line.serviceTier(),
                line.region(),
                told == null ? 0 : told.price().contextOverTokens(),
                fromCurrency,
                toCurrency,
                meters);
    }

    private static boolean isEverybodys(@Nullable Terms terms) {
        return terms == null || (terms.price().tenant().isEmpty() && terms.discount() == null);
    }

    private static @Nullable Long pico(@Nullable Terms terms, Meter meter) {
        OptionalLong pico =
                terms == null ? OptionalLong.empty() : terms.charged().picoPerUnit(meter);
        return pico.isEmpty() ? null : pico.getAsLong();
    }
}
