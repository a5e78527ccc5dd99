package io.tokenledger.report.optimiser;

import io.tokenledger.report.money.Money;
import io.tokenledger.report.optimiser.mix.Mix;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The cheapest mix that is better by the step asked for. */
@Schema(name = "OptimisationNextPoint")
public record NextPointJson(
        @Schema(examples = "66") String quality,
        @Schema(examples = "59.2") String cost,
        @Schema(examples = "7.2") String extraCost) {

    static NextPointJson of(Mix mix, Mix next) {
        return new NextPointJson(
                next.quality().text(OptimisationJson.PLACES),
                Money.exact(next.costPico().rounded()),
                Money.exact(next.costPico().minus(mix.costPico()).rounded()));
    }
}
