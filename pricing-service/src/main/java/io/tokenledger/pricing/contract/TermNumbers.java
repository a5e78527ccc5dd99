package io.tokenledger.pricing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.Terms;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Measure;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Mode;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Step;
import io.tokenledger.pricing.json.JsonText;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.rating.PicoAmount;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what was agreed: amounts, units, steps, each within what can be believed. Pure. */
final class TermNumbers {
    private static final BigDecimal MOST_MONEY = new BigDecimal("1e12");
    private static final BigDecimal MOST_TOKENS = new BigDecimal("1e18");
    private static final BigDecimal MOST_UNITS = new BigDecimal("1e6");
    private static final BigDecimal MOST_TOKENS_PER_HOUR = new BigDecimal("1e12");
    private static final int PERCENT_PLACES = 6;
    private static final int MOST_STEPS = 100;

    private TermNumbers() {}

    static Set<String> fields(String kind) {
        return switch (kind) {
            case VolumeTiers.KIND -> Set.of("measure", "mode", "steps");
            case Commitment.KIND -> Set.of("amount");
            case ProvisionedThroughput.KIND -> Set.of("amount_per_unit_hour", "units", "tokens_per_unit_hour");
            default -> throw new IllegalArgumentException("unknown kind of terms '" + kind + "'");
        };
    }

    static boolean isByTheHour(Terms terms) {
        return terms instanceof ProvisionedThroughput;
    }

    static Terms read(JsonFields json, String kind) {
        return switch (kind) {
            case VolumeTiers.KIND -> volumeTiers(json);
            case Commitment.KIND ->
                new Commitment(pico(positive(json, "amount", json.number("amount"), MOST_MONEY, PicoAmount.SCALE)));
            case ProvisionedThroughput.KIND ->
                new ProvisionedThroughput(
                        pico(positive(
                                json,
                                "amount_per_unit_hour",
                                json.number("amount_per_unit_hour"),
                                MOST_MONEY,
                                PicoAmount.SCALE)),
                        positive(json, "units", json.number("units"), MOST_UNITS, 0)
                                .longValueExact(),
                        tokensPerUnitHour(json));
            default -> throw new IllegalArgumentException("unknown kind of terms '" + kind + "'");
        };
    }

    private static @Nullable Long tokensPerUnitHour(JsonFields json) {
        BigDecimal tokens = json.numberOrNull("tokens_per_unit_hour");
        return tokens == null
                ? null
                : Long.valueOf(positive(json, "tokens_per_unit_hour", tokens, MOST_TOKENS_PER_HOUR, 0)
                        .longValueExact());
    }

    private static VolumeTiers volumeTiers(JsonFields json) {
        Measure measure = choice(json, "measure", Measure.class);
        Mode mode = choice(json, "mode", Mode.class);
        JsonNode array = json.node("steps");
        if (!array.isArray() || array.isEmpty() || array.size() > MOST_STEPS) {
            throw PricingError.CONTRACT_STEPS_INVALID.because("steps is "
                    + (array.isArray() ? "an array of " + array.size() : JsonText.kind(array))
                    + ": an array of 1 to " + MOST_STEPS + " steps is expected");
        }
        var steps = new ArrayList<Step>();
        for (int i = 0; i < array.size(); i++) {
            steps.add(step(JsonFields.of(array.get(i), "steps[" + i + "]"), measure, steps));
        }
        return new VolumeTiers(measure, mode, steps);
    }

    private static Step step(JsonFields json, Measure measure, List<Step> before) {
        json.refuseOthersThan(Set.of("from", "discount_percent"));
        boolean isMoney = measure == Measure.SPEND;
        BigDecimal stated = notNegative(
                json, "from", json.number("from"), isMoney ? MOST_MONEY : MOST_TOKENS, isMoney ? PicoAmount.SCALE : 0);
        BigInteger from = isMoney ? pico(stated) : stated.toBigIntegerExact();
        if (before.isEmpty()
                ? from.signum() != 0
                : from.compareTo(before.getLast().from()) <= 0) {
            throw PricingError.CONTRACT_STEPS_INVALID.because(json.name("from") + " is " + stated.toPlainString()
                    + ": the first step is from 0, and each further one from more than the one before");
        }
        return new Step(
                from,
                notNegative(
                        json,
                        "discount_percent",
                        json.number("discount_percent"),
                        BigDecimal.valueOf(100),
                        PERCENT_PLACES));
    }

    private static <E extends Enum<E>> E choice(JsonFields json, String field, Class<E> type) {
        String text = json.text(field, 64);
        List<String> known = Arrays.stream(type.getEnumConstants())
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!known.contains(text)) {
            throw PricingError.CONTRACT_CHOICE_UNKNOWN.because(
                    field + " is '" + JsonText.shown(text) + "': one of " + String.join(", ", known));
        }
        return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    }

    private static BigDecimal positive(JsonFields json, String field, BigDecimal number, BigDecimal most, int places) {
        if (number.signum() == 0) {
            throw PricingError.CONTRACT_NUMBER_INVALID.because(json.name(field) + " is 0: more than 0 is expected");
        }
        return notNegative(json, field, number, most, places);
    }

    /** The sign and the order of magnitude come first: a number such as 1e999999999 is never written out. */
    private static BigDecimal notNegative(
            JsonFields json, String field, BigDecimal number, BigDecimal most, int places) {
        if (number.signum() < 0 || number.compareTo(most) > 0) {
            throw PricingError.CONTRACT_NUMBER_INVALID.because(json.name(field) + " is "
                    + JsonText.shown(number.toString()) + ": from 0 to " + most.toPlainString() + " is expected");
        }
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > places) {
            throw PricingError.CONTRACT_NUMBER_INVALID.because(json.name(field) + " is "
                    + JsonText.shown(number.toString()) + ": "
                    + (places == 0 ? "a whole number" : "at most " + places + " decimal places") + " is expected");
        }
        return number;
    }

    private static BigInteger pico(BigDecimal amount) {
        return amount.movePointRight(PicoAmount.SCALE).toBigIntegerExact();
    }
}
