package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.allocation.ItemLine;
import io.tokenledger.report.allocation.ManualItem;
import io.tokenledger.report.allocation.MarkupLine;
import io.tokenledger.report.allocation.Transfer;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line of a statement as JSON. Pure. */
final class LineJson {
    private LineJson() {}

    static ObjectNode of(Statement.Rounded rounded) {
        ObjectNode node =
                switch (rounded.line()) {
                    case StatementLine.OfUsage usage -> usage(usage);
                    case StatementLine.OfItem(ItemLine line) -> item(line.item());
                    case StatementLine.OfTransfer(Transfer transfer, var _) -> transfer(transfer);
                    case StatementLine.OfMarkup(MarkupLine line, var _) -> markup(line);
                };
        BigDecimal amount = rounded.amount();
        return node.put("book_amount", exact(rounded.line().bookPico()))
                .put("amount", amount == null ? null : amount.toPlainString());
    }

    private static ObjectNode usage(StatementLine.OfUsage line) {
        UsageKey key = line.key();
        return JsonNodeFactory.instance
                .objectNode()
                .put("team", key.team())
                .put("app", key.app())
                .put("provider", key.provider())
                .put("model", key.model())
                .put("service_tier", key.serviceTier())
                .put("meter", key.meter())
                .put("adjusts", key.adjusts())
                .put("reference", key.reference())
                .put("quantity", line.quantity())
                .put("unit_price", exact(key.unitPricePico()))
                .put("currency", key.currency())
                .put("cost", exact(line.costPico()));
    }

    private static ObjectNode item(ManualItem item) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("item", item.id().toString())
                .put("kind", item.kind().name().toLowerCase(Locale.ROOT))
                .put("name", item.name())
                .put("day", item.day().toString())
                .put("provider", item.provider())
                .put("link", item.link())
                .put(
                        "reverses",
                        item.reverses() == null ? null : item.reverses().toString())
                .put("reason", item.reason())
                .put("currency", item.currency())
                .put("cost", Money.exact(item.amountPico()));
    }

    private static ObjectNode transfer(Transfer transfer) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rule", transfer.rule().toString())
                .put("rule_name", transfer.ruleName())
                .put("step", transfer.step())
                .put("origin", transfer.origin())
                .put("method", transfer.method().name().toLowerCase(Locale.ROOT))
                .put("from", transfer.from())
                .put("to", transfer.to())
                .put("weight", transfer.weight().toString())
                .put("total_weight", transfer.totalWeight().toString())
                .put("origin_amount", Money.exact(transfer.originPico()));
    }

    private static ObjectNode markup(MarkupLine line) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("rule", line.rule().toString())
                .put("rule_name", line.ruleName())
                .put("charged", line.costCenter())
                .put("credited", line.counterpart())
                .put("percent", line.percent().stripTrailingZeros().toPlainString())
                .put("base_amount", Money.exact(line.basePico()));
    }

    private static @Nullable String exact(@Nullable BigInteger pico) {
        return pico == null ? null : Money.exact(pico);
    }
}
