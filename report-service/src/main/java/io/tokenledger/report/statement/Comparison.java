package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement beside that of the period before: per section, in total, and per team and model of the direct usage. In the
 * currency of the statement, or, where the other was in another one, in that of the books. Pure.
 */
final class Comparison {
    private static final int PERCENT_PLACES = 1;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Comparison() {}

    /** The fields {@code before}, {@code now}, {@code difference} and {@code percent} (null: of nothing) of each. */
    static ObjectNode of(JsonNode now, JsonNode before, @Nullable String beforeHash) {
        boolean same = now.path("currency").equals(before.path("currency"));
        String amount = same ? "amount" : "book_amount";
        ObjectNode comparison = JsonNodeFactory.instance
                .objectNode()
                .put("period", before.at("/period/id").asText())
                .put("statement", before.path("id").asText())
                .put("number", before.path("number").longValue())
                .put("sha256", beforeHash)
                .put("currency", now.path(same ? "currency" : "book_currency").asText());
        ArrayNode sections = comparison.putArray("sections");
        for (Section section : Section.values()) {
            sections.add(
                    row(sum(before, section, amount), sum(now, section, amount)).put("section", section.wireName()));
        }
        sections.add(row(
                        decimal(before.at("/totals/total").path(amount)),
                        decimal(now.at("/totals/total").path(amount)))
                .put("section", "total"));
        comparison.set("lines", lines(now, before, amount));
        return comparison;
    }

    private static BigDecimal sum(JsonNode document, Section section, String amount) {
        for (JsonNode part : document.path("sections")) {
            if (part.path("section").asText().equals(section.wireName())) {
                return decimal(part.path(amount));
            }
        }
        throw new IllegalArgumentException("a statement without the section " + section.wireName());
    }

    /** Null: not said. */
    private record TeamAndModel(@Nullable String team, String model) {
        private static final Comparator<TeamAndModel> ORDER = Comparator.comparing(
                        TeamAndModel::team, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                .thenComparing(TeamAndModel::model);
    }

    private static ArrayNode lines(JsonNode now, JsonNode before, String amount) {
        Map<TeamAndModel, BigDecimal> sumsBefore = direct(before, amount);
        Map<TeamAndModel, BigDecimal> sumsNow = direct(now, amount);
        Map<TeamAndModel, BigDecimal> all = new TreeMap<>(TeamAndModel.ORDER);
        all.putAll(sumsBefore);
        all.putAll(sumsNow);
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        for (TeamAndModel key : all.keySet()) {
            lines.add(row(sumsBefore.getOrDefault(key, BigDecimal.ZERO), sumsNow.getOrDefault(key, BigDecimal.ZERO))
                    .put("team", key.team())
                    .put("model", key.model()));
        }
        return lines;
    }

    private static Map<TeamAndModel, BigDecimal> direct(JsonNode document, String amount) {
        Map<TeamAndModel, BigDecimal> sums = new TreeMap<>(TeamAndModel.ORDER);
        for (JsonNode part : document.path("sections")) {
            if (part.path("section").asText().equals(Section.DIRECT.wireName())) {
                for (JsonNode line : part.path("lines")) {
                    sums.merge(
                            new TeamAndModel(
                                    line.path("team").textValue(),
                                    line.path("model").asText()),
                            decimal(line.path(amount)),
                            BigDecimal::add);
                }
            }
        }
        return sums;
    }

    private static ObjectNode row(BigDecimal before, BigDecimal now) {
        BigDecimal difference = now.subtract(before);
        return JsonNodeFactory.instance
                .objectNode()
                .put("before", before.toPlainString())
                .put("now", now.toPlainString())
                .put("difference", difference.toPlainString())
                .put("percent", percent(difference, before));
    }

    private static @Nullable String percent(BigDecimal difference, BigDecimal before) {
        return before.signum() == 0
                ? null
                : difference
                        .multiply(HUNDRED)
                        .divide(before.abs(), PERCENT_PLACES, RoundingMode.HALF_EVEN)
                        .toPlainString();
    }

    /** Unpriced usage adds nothing; how much of it there is stands elsewhere. */
    private static BigDecimal decimal(JsonNode amount) {
        return amount.isNull() ? BigDecimal.ZERO : new BigDecimal(amount.textValue());
    }
}
