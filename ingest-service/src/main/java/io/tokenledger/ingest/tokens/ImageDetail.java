package io.tokenledger.ingest.tokens;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How closely an image is to be looked at. What is left to the model, {@code auto}, is counted as high by tiles. */
public enum ImageDetail {
    LOW,
    AUTO,
    HIGH;

    /** The detail of that name; auto where there is none; null where it is unknown. */
    public static @Nullable ImageDetail named(@Nullable String name) {
        if (name == null) {
            return AUTO;
        }
        for (ImageDetail detail : values()) {
            if (detail.name().toLowerCase(Locale.ROOT).equals(name)) {
                return detail;
            }
        }
        return null;
    }
}
