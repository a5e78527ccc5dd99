package io.tokenledger.ingest.dialect.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.StatedCost;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What LiteLLM says that a call cost: {@code response_cost}, in USD, from its own price map. */
final class GatewayCost {
    private static final String BY = "litellm";
    private static final String FIELD = "response_cost";

    /** More digits behind the point than a double has; an exponent of a million would take minutes to work out. */
    private static final int MAX_SCALE = 400;

    private static final int MAX_CHARS = 512;
    private static final BigDecimal MAX_DOLLARS = new BigDecimal(StatedCost.MAX_PICO, 12);

    private GatewayCost() {}

    /**
     * The cost; null where LiteLLM does not say it. It writes 0 for what it cannot price as well, so a 0 says
     * something of a call alone that was answered from the gateway's cache.
     */
    static @Nullable StatedCost of(LoggedCall call) throws Refusal {
        BigDecimal dollars = dollars(call.payload());
        if (dollars == null || (dollars.signum() == 0 && !call.isCacheHit())) {
            return null;
        }
        return StatedCost.ofDollars(BY, dollars);
    }

    private static @Nullable BigDecimal dollars(JsonFields payload) throws Refusal {
        JsonNode value = payload.present(FIELD);
        if (value == null || (value.isTextual() && value.textValue().isBlank())) {
            return null;
        }
        BigDecimal dollars = value.isNumber() ? value.decimalValue() : parsed(payload, value);
        if (dollars.signum() < 0 || Math.abs(dollars.scale()) > MAX_SCALE || dollars.compareTo(MAX_DOLLARS) > 0) {
            throw invalid(payload, value);
        }
        return dollars;
    }

    /** Some versions write the cost as a text. */
    private static BigDecimal parsed(JsonFields payload, JsonNode value) throws Refusal {
        if (!value.isTextual() || value.textValue().length() > MAX_CHARS) {
            throw invalid(payload, value);
        }
        try {
            return new BigDecimal(value.textValue());
        } catch (NumberFormatException e) {
            throw invalid(payload, value);
        }
    }

    private static Refusal invalid(JsonFields payload, JsonNode value) {
        String shown = value.isNumber() ? SafeText.cleaned(value.asText(), SafeText.QUOTED_CHARS) : "no number";
        return new Refusal(
                IngestError.STATED_COST_INVALID,
                payload.pathOf(FIELD) + " is " + shown + ": a cost is from 0 to " + MAX_DOLLARS.toBigInteger()
                        + " USD");
    }
}
