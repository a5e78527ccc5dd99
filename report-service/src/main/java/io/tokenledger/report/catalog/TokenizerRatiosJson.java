package io.tokenledger.report.catalog;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer of {@code GET /v1/tokenizer-ratios}. */
@Schema(name = "TokenizerRatios")
public record TokenizerRatiosJson(List<Ratio> ratios) {
    /** Tokens of one family for one of another, for the same text; exact decimals. */
    @Schema(name = "TokenizerRatio")
    public record Ratio(
            @Schema(description = "*: any family that no other ratio names", examples = "o200k_base")
            String fromFamily,

            @Schema(examples = "cl100k_base") String toFamily,
            @Schema(examples = "0.9623") String low,
            @Schema(examples = "1.0052") String expected,
            @Schema(examples = "1.1631") String high,

            @Schema(enumeration = {"measured", "default"}) String origin,

            String source,
            LocalDate sourceDate) {
        static Ratio of(TokenizerRatio ratio) {
            return new Ratio(
                    ratio.fromFamily(),
                    ratio.toFamily(),
                    ratio.low().toPlainString(),
                    ratio.expected().toPlainString(),
                    ratio.high().toPlainString(),
                    ratio.measured() ? "measured" : "default",
                    ratio.source(),
                    ratio.sourceDate());
        }
    }

    static TokenizerRatiosJson of(List<TokenizerRatio> ratios) {
        return new TokenizerRatiosJson(ratios.stream().map(Ratio::of).toList());
    }
}
