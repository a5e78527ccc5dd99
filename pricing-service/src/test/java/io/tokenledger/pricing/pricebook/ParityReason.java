package io.tokenledger.pricing.pricebook;

import io.tokenledger.pricing.rating.CostCase;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.Rated;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.BiPredicate;

/** Why a peer's cost is another than ours though both had the same price. The first that applies is given. */
@SuppressWarnings("ImmutableEnumChecker") // predicates that hold nothing
enum ParityReason {
    ROUNDED(
            "a unit price finer than 1e-12 was rounded half-even at the import, which lists it: the difference is below 1e-7",
            ParityReason::isBelowOneInTenMillion),
    XAI(
            "xAI's output_tokens exclude the reasoning ones, and this case is not normalised: the door adds them, not rating",
            (row, _) -> row.json().path("note").asText().contains("exclude reasoning")
                    || row.json().path("source").asText().contains("xai")),
    NEWER_THRESHOLDS(
            "LiteLLM's code of that run knows thresholds of 128k and 200k only, and ignores the file's prices over 272k",
            (row, _) -> isLitellm(row) && row.used("input_tokens") > 272_000),
    THRESHOLD_OF_STANDARD(
            "LiteLLM's code applies the standard list over a threshold, whatever the tier",
            (row, _) -> isLitellm(row) && isOtherTier(row) && row.used("input_tokens") > 200_000),
    PARTS_AT_STANDARD(
            "LiteLLM bills reasoning and audio at the standard price in every tier, though the file prices the tier",
            (row, _) -> isLitellm(row)
                    && isOtherTier(row)
                    && row.used("output_reasoning_tokens") + row.used("input_audio_tokens") > 0),
    NONE("no known reason", (_, _) -> true);

    private final String text;
    private final BiPredicate<CostCase, Rated> applies;

    ParityReason(String text, BiPredicate<CostCase, Rated> applies) {
        this.text = text;
        this.applies = applies;
    }

    static ParityReason of(CostCase row, Rated rated) {
        return Arrays.stream(values())
                .filter(reason -> reason.applies.test(row, rated))
                .findFirst()
                .orElse(NONE);
    }

    private static boolean isLitellm(CostCase row) {
        return row.isFrom("LiteLLM");
    }

    private static boolean isOtherTier(CostCase row) {
        return !row.request().serviceTier().equals("standard");
    }

    private static boolean isBelowOneInTenMillion(CostCase row, Rated rated) {
        if (!(rated instanceof Priced priced)) {
            return false;
        }
        BigDecimal difference = new BigDecimal(priced.costPico(), 12)
                .subtract(row.expectedCost())
                .abs();
        return difference.compareTo(row.expectedCost().abs().multiply(new BigDecimal("1e-7"))) < 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
