package io.tokenledger.report.reconciliation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.reconciliation.BilledReader.Stored;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a comparison rests on, as JSON that is kept with it. */
final class ReconciliationFacts {
    private static final JsonMapper JSON = new JsonMapper();

    private ReconciliationFacts() {}

    static String of(
            Map<String, Integer> bills,
            List<Stored> lines,
            SortedMap<String, Long> streams,
            long bookVersion,
            RunCurrency currency,
            Totals totals) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        ArrayNode ofBills = facts.putArray("bills");
        bills.forEach(
                (bill, revision) -> ofBills.addObject().put("bill_id", bill).put("revision", revision));
        facts.put("bill_lines", lines.size());
        SortedSet<LocalDate> billed = new TreeSet<>();
        lines.forEach(line -> billed.add(line.row().day()));
        ArrayNode without = facts.putArray("booked_days_without_bill");
        totals.byDay().keySet().stream()
                .filter(day -> !billed.contains(day))
                .forEach(day -> without.add(day.toString()));
        ObjectNode ledger = facts.putObject("ledger");
        ledger.put("price_book_version", bookVersion);
        ObjectNode position = ledger.putObject("changes");
        streams.forEach(position::put);
        ArrayNode conversions = facts.putArray("conversions");
        for (Conversion each : currency.conversions()) {
            conversions
                    .addObject()
                    .put("from", each.from())
                    .put("first_rate_date", each.firstRateDate().toString())
                    .put("last_rate_date", each.lastRateDate().toString())
                    .put("source", "ECB");
        }
        ArrayNode models = facts.putArray("models");
        totals.byModel()
                .forEach((model, sum) -> models.addObject()
                        .put("model", model.model().isEmpty() ? null : model.model())
                        .put("project", model.project().isEmpty() ? null : model.project())
                        .put("billed", Money.exact(sum.billedPico()))
                        .put("booked", Money.exact(sum.bookedPico()))
                        .put("variance", Money.exact(sum.billedPico().subtract(sum.bookedPico()))));
        return facts.toString();
    }

    /** The same again. */
    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException("what was kept of a comparison is not JSON", cannotBe);
        }
    }
}
