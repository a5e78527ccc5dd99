package io.tokenledger.ingest.dialect.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.StatedCost;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What providers say that a call cost. It is checked and kept; our own price is worked out apart. */
final class StatedDollars {
    /** Doubles are written with up to 17 digits; an exponent far beyond is no amount. */
    private static final int MAX_SCALE = 40;

    private static final BigDecimal MAX_DOLLARS = new BigDecimal(StatedCost.MAX_PICO, 12);
    private static final Pattern TICKS = Pattern.compile("[0-9]{1,20}");

    /** One tick is 1e-10 USD: a hundred pico-dollars. */
    private static final BigInteger PICO_PER_TICK = BigInteger.valueOf(100);

    private StatedDollars() {}

    /** The dollars of that field; null where it is absent. */
    static @Nullable BigDecimal read(JsonFields fields, String name) throws Refusal {
        JsonNode value = fields.present(name);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw fields.wrongType(name, value, "a number of dollars");
        }
        return checked(value.decimalValue(), fields.pathOf(name));
    }

    /**
     * The dollars, if they are an amount that is believed.
     *
     * @param what it is that has to be one, for the sender
     */
    static BigDecimal checked(BigDecimal dollars, String what) throws Refusal {
        boolean isAmount =
                Math.abs(dollars.scale()) <= MAX_SCALE && dollars.signum() >= 0 && dollars.compareTo(MAX_DOLLARS) <= 0;
        if (!isAmount) {
            throw new Refusal(
                    IngestError.STATED_COST_INVALID,
                    what + " is " + dollars.round(new MathContext(20)) + ": a cost is from 0 to "
                            + MAX_DOLLARS.toBigInteger() + " dollars");
        }
        return dollars;
    }

    /** The cost that stands in that field in xAI's ticks, a number or the text of one; null where it is absent. */
    static @Nullable StatedCost ofTicks(String by, JsonFields fields, String name) throws Refusal {
        JsonNode value = fields.present(name);
        if (value == null) {
            return null;
        }
        String ticks = value.asText("");
        BigInteger pico = TICKS.matcher(ticks).matches() ? new BigInteger(ticks).multiply(PICO_PER_TICK) : null;
        if (pico == null || pico.compareTo(StatedCost.MAX_PICO) > 0) {
            throw new Refusal(
                    IngestError.STATED_COST_INVALID,
                    fields.pathOf(name) + " is no whole number of ticks of 1e-10 dollars, up to "
                            + MAX_DOLLARS.toBigInteger() + " dollars");
        }
        return new StatedCost(by, pico);
    }
}
