package io.tokenledger.report.costcenter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who pays for usage.
 *
 * @param costCenter its code, {@link #UNATTRIBUTED} where no rule fits
 * @param rule that said so; null: none fits
 */
public record Attribution(String costCenter, @Nullable UUID rule) {
    /** Stands where a cost centre's code would; no cost centre may be called so. */
    public static final String UNATTRIBUTED = "unattributed";

    /** No rule fits. */
    public static final Attribution NONE = new Attribution(UNATTRIBUTED, null);
}
