package io.tokenledger.bench.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Adds up what the answers said and holds it against the limits and the database: fast answers that are wrong are worth nothing. */
final class Truth {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PICO_PLACES = 12;

    private final Map<UUID, BigDecimal> held = new HashMap<>();
    private final Map<UUID, BigDecimal> limits = new HashMap<>();
    private final Map<UUID, BigDecimal> leastDenied = new HashMap<>();
    private int allowed;
    private int denied;
    private int budgetsAsked;

    /** Takes answers, none of whose reservations has expired when {@link #check} is called. */
    void add(List<byte[]> answers) throws IOException {
        for (byte[] body : answers) {
            JsonNode answer = JSON.readTree(body);
            boolean isAllowed = answer.get("allowed").asBoolean();
            allowed += isAllowed ? 1 : 0;
            denied += isAllowed ? 0 : 1;
            for (JsonNode room : answer.get("budgets")) {
                budgetsAsked++;
                limits.put(id(room), amount(room, "limit"));
                if (isAllowed) {
                    held.merge(id(room), amount(room, "estimate"), BigDecimal::add);
                }
            }
            if (!isAllowed) {
                JsonNode binding = answer.get("binding");
                leastDenied.merge(id(binding), amount(binding, "estimate"), BigDecimal::min);
            }
        }
    }

    private BigDecimal limit(UUID budget) {
        BigDecimal limit = limits.get(budget);
        if (limit == null) {
            throw new IllegalStateException("budget " + budget + " told no limit");
        }
        return limit;
    }

    private static UUID id(JsonNode room) {
        return UUID.fromString(room.get("budget_id").asText());
    }

    /** In pico, or tokens. */
    private static BigDecimal amount(JsonNode room, String field) {
        var decimal = new BigDecimal(room.get(field).asText());
        return room.get("unit").asText().equals("tokens") ? decimal : decimal.movePointRight(PICO_PLACES);
    }

    /** What there is, for a person; fails where the sums do not fit. */
    String check(Map<UUID, BigDecimal> inDatabase) {
        held.forEach((budget, sum) -> {
            BigDecimal limit = limit(budget);
            BigDecimal kept = inDatabase.getOrDefault(budget, BigDecimal.ZERO);
            if (sum.compareTo(limit) > 0 || sum.compareTo(kept) != 0) {
                throw new IllegalStateException("budget " + budget + ": allowed " + sum.toPlainString() + " of "
                        + limit.toPlainString() + ", the database holds " + kept.toPlainString());
            }
        });
        leastDenied.forEach((budget, estimate) -> {
            BigDecimal left = limit(budget).subtract(held.getOrDefault(budget, BigDecimal.ZERO));
            if (left.compareTo(estimate) >= 0) {
                throw new IllegalStateException("budget " + budget + " denied " + estimate.toPlainString() + " and has "
                        + left.toPlainString() + " left");
            }
        });
        return "%d allowed, %d denied, %.1f budgets asked each; no limit exceeded, no room denied, sums as in the database"
                .formatted(allowed, denied, (double) budgetsAsked / (allowed + denied));
    }
}
