package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.allocation.Leftover;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.FxRate;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A statement as the JSON that is kept, hashed and sent. Amounts are text: exact ones, or with the places of the currency. Pure. */
final class StatementDocument {
    static final String FORMAT = "tokenledger.statement.v1";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StatementDocument() {}

    /**
     * The document.
     *
     * @param before the document of the cost centre's final statement of the period before; null: it has none
     * @param beforeHash of that
     */
    static ObjectNode of(
            Statement statement,
            Heading heading,
            PeriodCosts costs,
            @Nullable JsonNode before,
            @Nullable String beforeHash) {
        ObjectNode document = NODES.objectNode()
                .put("format", FORMAT)
                .put("id", heading.id() == null ? null : heading.id().toString())
                .put("number", heading.number())
                .put("version", heading.version())
                .put("status", heading.status())
                .put("author", heading.author())
                .put("created_at", heading.createdAt().toString())
                .put("previous_hash", heading.previousHash())
                .put("tenant", costs.settings().tenant())
                .put("currency", statement.currency().code())
                .put("book_currency", costs.settings().currency())
                .put("unpriced_requests", statement.unpricedRequests());
        document.set("period", period(costs.period()));
        document.set("cost_center", bearer(statement.bearer(), costs));
        document.set("rate", rate(statement.currency().rate()));
        document.set("conversions", conversions(costs));
        ArrayNode sections = document.putArray("sections");
        statement.sections().forEach((section, part) -> sections.add(section(section, part)));
        document.set("totals", totals(statement));
        document.set("leftovers", leftovers(statement.leftovers()));
        document.set("comparison", before == null ? NODES.nullNode() : Comparison.of(document, before, beforeHash));
        return document;
    }

    private static ObjectNode period(AccountingPeriod period) {
        return NODES.objectNode()
                .put("id", period.id())
                .put("fiscal_year", period.fiscalYear())
                .put("number", period.number())
                .put("first_day", period.firstDay().toString())
                .put("last_day", period.endDay().minusDays(1).toString())
                .put("from", period.period().fromText())
                .put("to", period.period().toText())
                .put("timezone", period.period().zone().getId());
    }

    private static ObjectNode bearer(Bearer bearer, PeriodCosts costs) {
        ObjectNode node = NODES.objectNode()
                .put("code", bearer.code())
                .put("name", bearer.name())
                .put("owner", bearer.owner())
                .put("view", bearer.view().name().toLowerCase(Locale.ROOT))
                .put("account", bearer.account())
                .put("clearing_account", costs.settings().accounts().clearing());
        bearer.path().forEach(node.putArray("path")::add);
        bearer.pathNames().forEach(node.putArray("path_names")::add);
        return node;
    }

    private static JsonNode rate(StatementCurrency.@Nullable Rate rate) {
        if (rate == null) {
            return NODES.nullNode();
        }
        ObjectNode node = NODES.objectNode().put("day", rate.day().toString()).put("source", "ECB");
        node.set("book_currency", perEuro(rate.book()));
        node.set("currency", perEuro(rate.own()));
        return node;
    }

    private static ObjectNode perEuro(FxRate rate) {
        return NODES.objectNode()
                .put("per_euro", rate.perEuro().stripTrailingZeros().toPlainString())
                .put("rate_date", rate.rateDate().toString());
    }

    private static ArrayNode conversions(PeriodCosts costs) {
        ArrayNode all = NODES.arrayNode();
        costs.direct().conversions().forEach(conversion -> all.add(conversion("usage", conversion)));
        costs.conversions().forEach(conversion -> all.add(conversion("items", conversion)));
        return all;
    }

    private static ObjectNode conversion(String what, Conversion conversion) {
        return NODES.objectNode()
                .put("of", what)
                .put("from", conversion.from())
                .put("first_rate_date", conversion.firstRateDate().toString())
                .put("last_rate_date", conversion.lastRateDate().toString());
    }

    private static ObjectNode section(Section section, Statement.Part part) {
        ObjectNode node = amounts(part.bookPico(), part.amount()).put("section", section.wireName());
        ArrayNode lines = node.putArray("lines");
        part.lines().forEach(line -> lines.add(LineJson.of(line)));
        return node;
    }

    private static ObjectNode totals(Statement statement) {
        BigInteger book = BigInteger.ZERO;
        BigDecimal amount = BigDecimal.ZERO;
        for (Section section : Section.values()) {
            if (section.isCost()) {
                Statement.Part part = statement.part(section);
                book = book.add(part.bookPico());
                amount = amount.add(part.amount());
            }
        }
        Statement.Part markup = statement.part(Section.MARKUP);
        ObjectNode totals = NODES.objectNode();
        totals.set("cost", amounts(book, amount));
        totals.set("markup", amounts(markup.bookPico(), markup.amount()));
        totals.put("rounding", statement.rounding().toPlainString());
        totals.set("total", amounts(statement.bookPico(), statement.total()));
        return totals;
    }

    private static ArrayNode leftovers(List<Leftover> leftovers) {
        ArrayNode all = NODES.arrayNode();
        leftovers.forEach(left -> all.addObject()
                .put("rule", left.rule().toString())
                .put("rule_name", left.ruleName())
                .put("step", left.step())
                .put("origin", left.origin())
                .put("book_amount", Money.exact(left.amountPico())));
        return all;
    }

    private static ObjectNode amounts(BigInteger bookPico, BigDecimal amount) {
        return NODES.objectNode().put("book_amount", Money.exact(bookPico)).put("amount", amount.toPlainString());
    }
}
