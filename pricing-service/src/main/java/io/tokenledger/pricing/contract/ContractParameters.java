package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.problem.PricingError;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of questions about contracts. Pure. */
final class ContractParameters {
    private ContractParameters() {}

    static String tenant(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw PricingError.PARAMETER_MISSING.because("query parameter 'tenant' is missing");
        }
        boolean isStorable =
                value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
        if (!isStorable || value.length() > TermReader.LONGEST_TENANT) {
            throw PricingError.PARAMETER_INVALID.because("tenant has at most " + TermReader.LONGEST_TENANT
                    + " characters, no NUL, no half of a surrogate pair");
        }
        return value;
    }
}
