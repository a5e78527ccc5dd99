package io.tokenledger.e2e.finance;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says over HTTP what the year rests on: settings, cost centres, rules, contract prices, rates. */
final class YearSetup {
    private static final String FIRST_DAY = "2025-01-01";

    private final Books books;
    private final String tenant;

    YearSetup(Books books, String tenant) {
        this.books = books;
        this.tenant = tenant;
    }

    void say() {
        books.put(
                "/v1/accounting-settings",
                Map.of(
                        "timezone",
                        Year.ZONE.getId(),
                        "currency",
                        "USD",
                        "two_persons",
                        true,
                        "limits",
                        Map.of("unpriced", "0.01", "unattributed", "0.5", "expected_late", "1")));
        books.importRates(Rates.file());
        contractPrices(Model.EUROPEAN);
        contractPrices(Model.INDIAN);
        books.post(
                "/v1/cost-centers/reorganisations",
                Map.of("valid_from", FIRST_DAY, "changes", centers(), "rules", rules()));
        allocation();
        markups();
    }

    private void contractPrices(Model model) {
        Model.Price price = model.priceAt(Instant.EPOCH);
        books.postPrices(Map.of(
                "prices",
                List.of(Map.of(
                        "tenant",
                        tenant,
                        "provider",
                        model.provider,
                        "model",
                        model.id,
                        "valid_from",
                        "2024-12-01",
                        "currency",
                        model.currency,
                        "rates",
                        List.of(
                                Map.of("meter", "input", "per_million", perMillion(price.input())),
                                Map.of("meter", "output", "per_million", perMillion(price.output()))),
                        "source",
                        "contract",
                        "source_date",
                        "2024-12-01"))));
    }

    private static String perMillion(long picoPerToken) {
        return BigDecimal.valueOf(picoPerToken, 6).toPlainString();
    }

    private static List<Map<String, Object>> centers() {
        var changes = new ArrayList<Map<String, Object>>();
        Centres.parents(false).forEach((code, parent) -> changes.add(center(code, parent)));
        return changes;
    }

    private static Map<String, Object> center(String code, @Nullable String parent) {
        var center = new LinkedHashMap<String, Object>();
        center.put("action", "create");
        center.put("code", code);
        center.put("name", "Cost centre " + code);
        center.put("view", Centres.isShownOnly(code) ? "showback" : "chargeback");
        if (parent != null) {
            center.put("parent", parent);
        }
        if (!Centres.currency(code).equals("USD")) {
            center.put("currency", Centres.currency(code));
        }
        return center;
    }

    private static List<Map<String, Object>> rules() {
        var rules = new ArrayList<Map<String, Object>>();
        Centres.rules().forEach((conditions, code) -> {
            var values = new LinkedHashMap<String, List<String>>();
            conditions.forEach((attribute, value) -> values.put(attribute, List.of(value)));
            rules.add(Map.of("action", "create", "conditions", values, "cost_center", code));
        });
        return rules;
    }

    private void allocation() {
        allocation(1, "nobody's", Map.of("origin", "unattributed", "method", "direct_cost"));
        allocation(2, "fee", Map.of("origin", "item/platform-fee", "method", "even", "to", List.of("OPS")));
        allocation(3, "platform", Map.of("origin", "cost_center/" + MonthEnd.PLATFORM, "method", "tokens"));
        allocation(
                4,
                "research",
                Map.of(
                        "origin",
                        "cost_center/" + MonthEnd.RESEARCH,
                        "method",
                        "fixed_shares",
                        "shares",
                        MonthEnd.SHARES.entrySet().stream()
                                .map(share -> Map.of("cost_center", share.getKey(), "share", share.getValue()))
                                .toList()));
    }

    private void allocation(int position, String name, Map<String, ?> rule) {
        var body = new LinkedHashMap<String, Object>(rule);
        body.put("position", position);
        body.put("name", name);
        body.put("valid_from", FIRST_DAY);
        books.post("/v1/allocation-rules", body);
    }

    private void markups() {
        markup(1, "margin", MonthEnd.MARKED_UP, "10", "total");
        markup(2, "volume", MonthEnd.DISCOUNTED, "-5", "direct");
    }

    private void markup(int position, String name, String center, String percent, String base) {
        books.post(
                "/v1/markup-rules",
                Map.of(
                        "position",
                        position,
                        "name",
                        name,
                        "cost_center",
                        center,
                        "percent",
                        percent,
                        "base",
                        base,
                        "counterpart",
                        MonthEnd.MARGIN,
                        "valid_from",
                        FIRST_DAY));
    }

    /** What is said of a month before it is closed. */
    void items(int month) {
        item("fee", "platform-fee", MonthEnd.MARGIN, MonthEnd.day(month, 10), "USD", "12000");
        if (month == MonthEnd.MONTH_OF_CREDIT) {
            item("credit", "goodwill", Centres.UNATTRIBUTED, MonthEnd.day(month, 20), "EUR", "-500.55");
        }
    }

    private void item(String kind, String name, String center, LocalDate day, String currency, String amount) {
        books.post(
                "/v1/manual-items",
                Map.of(
                        "kind",
                        kind,
                        "name",
                        name,
                        "cost_center",
                        center,
                        "day",
                        day.toString(),
                        "currency",
                        currency,
                        "amount",
                        amount));
    }

    /** In May: one team is paid by another cost centre, one cost centre moves, one team gets one. */
    void reorganise() {
        var changes = List.of(Map.of("action", "change", "code", Centres.leaf(5), "parent", Centres.leaf(6)));
        var rules = List.of(
                Map.of("action", "change", "id", ruleOf("team-07"), "cost_center", Centres.leaf(8)),
                Map.of(
                        "action",
                        "create",
                        "conditions",
                        Map.of("team", List.of("team-90")),
                        "cost_center",
                        Centres.leaf(31)));
        books.post(
                "/v1/cost-centers/reorganisations",
                Map.of("valid_from", Centres.REORGANISED.toString(), "changes", changes, "rules", rules));
    }

    private String ruleOf(String team) {
        JsonNode page = books.get("/v1/mapping-rules?tenant=" + tenant + "&at=2025-04-30&limit=200");
        for (JsonNode rule : page.path("rules")) {
            if (rule.path("conditions").path("team").path(0).asText().equals(team)) {
                return rule.path("id").asText();
            }
        }
        throw new AssertionError("no rule of " + team + " in " + page);
    }
}
