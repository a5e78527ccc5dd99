package io.tokenledger.report.focus;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.allocation.Transfer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Shared cost as rows: of every origin that a rule shares, a row that takes it from its bearer, and a row for each receiver
 * with its share. They add up to nothing, the shares to 1.
 */
final class AllocationRows {
    /** What is shared as one. */
    private record Origin(UUID rule, int step, String origin, String from) {}

    private final PeriodRows period;
    private final UnaryOperator<String> names;

    /**
     * Rows of the period.
     *
     * @param names of cost centres by their codes
     */
    AllocationRows(PeriodRows period, UnaryOperator<String> names) {
        this.period = period;
        this.names = names;
    }

    /** Hands over the rows, an origin after the other. */
    void rows(List<Transfer> transfers, Consumer<FocusRow> consumer) {
        Map<Origin, List<Transfer>> byOrigin = new LinkedHashMap<>();
        for (Transfer each : transfers) {
            byOrigin.computeIfAbsent(
                            new Origin(each.rule(), each.step(), each.origin(), each.from()), _ -> new ArrayList<>())
                    .add(each);
        }
        byOrigin.values().forEach(shared -> rowsOf(shared, consumer));
    }

    private void rowsOf(List<Transfer> shared, Consumer<FocusRow> consumer) {
        Transfer first = shared.getFirst();
        BigInteger passed = shared.stream().map(Transfer::amountPico).reduce(BigInteger.ZERO, BigInteger::add);
        consumer.accept(row(first, first.from(), passed.negate(), "Passed on by " + first.ruleName()));
        List<BigDecimal> ratios =
                AllocatedRatios.of(shared.stream().map(Transfer::weight).toList());
        for (int i = 0; i < ratios.size(); i++) {
            Transfer share = shared.get(i);
            consumer.accept(row(share, share.to(), share.amountPico(), "Share by " + share.ruleName())
                    .text(FocusColumn.ALLOCATED_METHOD_ID, methodId(share.method()))
                    .writtenJson(FocusColumn.ALLOCATED_METHOD_DETAILS, details(share, ratios.get(i)))
                    .text(FocusColumn.ALLOCATED_RESOURCE_ID, share.to())
                    .text(FocusColumn.ALLOCATED_RESOURCE_NAME, names.apply(share.to())));
        }
    }

    private FocusRow row(Transfer transfer, String costCenter, BigInteger bookPico, String description) {
        return period.internal("allocation", costCenter, bookPico)
                .text(FocusColumn.CHARGE_DESCRIPTION, description + ": " + transfer.origin())
                .text(FocusColumn.X_ALLOCATION_ORIGIN, transfer.origin())
                .text(FocusColumn.X_ALLOCATION_RULE, transfer.ruleName())
                .text(FocusColumn.X_ALLOCATION_RULE_ID, transfer.rule().toString())
                .count(FocusColumn.X_ALLOCATION_STEP, transfer.step());
    }

    private static String methodId(Transfer.Method method) {
        return "tokenledger:" + method.name().toLowerCase(Locale.ROOT);
    }

    /** The ratio, and what it was measured by. Of fixed shares nothing was measured. */
    private String details(Transfer share, BigDecimal ratio) {
        ObjectNode element = JsonNodeFactory.instance.objectNode();
        element.set("AllocatedRatio", plain(ratio));
        switch (share.method()) {
            case DIRECT_COST -> measured(element, period.settings().currency(), PeriodRows.amount(share.weight()));
            case TOKENS -> measured(element, "Tokens", new BigDecimal(share.weight()));
            case EVEN -> measured(element, "Units", new BigDecimal(share.weight()));
            case FIXED_SHARES -> {}
        }
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.putArray("Elements").add(element);
        return details.toString();
    }

    private static void measured(ObjectNode element, String unit, BigDecimal quantity) {
        element.put("UsageUnit", unit);
        element.set("UsageQuantity", plain(quantity));
    }

    /** Without trailing zeros, and without the exponent +n that the specification's numbers do not have. */
    private static DecimalNode plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return DecimalNode.valueOf(stripped.scale() < 0 ? stripped.setScale(0) : stripped);
    }
}
