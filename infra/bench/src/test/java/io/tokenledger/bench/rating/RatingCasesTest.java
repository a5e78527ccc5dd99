package io.tokenledger.bench.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.pricebook.BundledPrices;
import io.tokenledger.pricing.pricebook.PriceRow;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.RatingRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RatingCasesTest {
    private static final List<RatingRequest> CASES = RatingCases.of(1);
    private static final List<Priced> PRICED = priced();

    private static List<Priced> priced() {
        var book = RatingBook.make();
        return CASES.stream()
                .map(book::rate)
                .filter(Priced.class::isInstance)
                .map(Priced.class::cast)
                .toList();
    }

    @Test
    void theSameSeedMakesTheSameCases() {
        assertThat(RatingCases.of(1)).isEqualTo(CASES).isNotEqualTo(RatingCases.of(2));
    }

    @Test
    void everyCaseHasAPrice() {
        assertThat(PRICED).hasSize(RatingCases.COUNT);
    }

    @Test
    void everyLineOfTheBundledBookIsUsed() {
        int lines = BundledPrices.rows().size();
        Set<Long> used = PRICED.stream()
                .map(rated -> rated.price().priceId())
                .filter(id -> id <= lines)
                .collect(Collectors.toSet());
        assertThat(used).hasSize(lines);
    }

    @Test
    void theMixHasWhatMakesRatingHard() {
        var models = BundledPrices.rows().stream()
                .map(PriceRow::key)
                .map(key -> key.provider() + " " + key.model())
                .collect(Collectors.toSet());
        assertThat(CASES)
                .anyMatch(each -> !models.contains(each.provider() + " " + each.model()))
                .anyMatch(each -> each.meters().quantity(Meter.CACHED_INPUT) > 0)
                .anyMatch(each -> each.meters().quantity(Meter.CACHE_WRITE_1H) > 0)
                .anyMatch(each -> each.meters().quantity(Meter.AUDIO_INPUT) > 0)
                .anyMatch(each -> each.meters().quantity(Meter.REASONING) > 0)
                .anyMatch(each -> each.meters().quantity(Meter.WEB_SEARCHES) > 0);
        assertThat(PRICED)
                .anyMatch(rated -> rated.price().contextOverTokens() > 0)
                .anyMatch(rated -> rated.price().tenant().equals(RatingBook.TENANT_WITH_CONTRACT))
                .anyMatch(rated -> rated.terms().discount() != null)
                .anyMatch(rated -> rated.terms().uplift() != null)
                .anyMatch(
                        rated -> rated.terms().uplift() != null && rated.terms().discount() != null);
    }
}
