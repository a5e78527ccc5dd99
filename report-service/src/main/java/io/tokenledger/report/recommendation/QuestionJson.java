package io.tokenledger.report.recommendation;

import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.whatif.CachedInput;
import io.tokenledger.report.whatif.Swap;
import io.tokenledger.report.whatif.Target;
import io.tokenledger.report.whatif.WhatIfQuestion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/what-if} that gives a recommendation's amounts again. Pure. */
final class QuestionJson {
    private QuestionJson() {}

    static Map<String, Object> of(WhatIfQuestion question) {
        var usage = question.usage();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("from", usage.period().fromText());
        body.put("to", usage.period().toText());
        body.put("timezone", usage.period().zone().getId());
        body.put("currency", usage.currency());
        body.put("filter", values(usage.filters()));
        body.put("swaps", question.swaps().stream().map(QuestionJson::swap).toList());
        Instant at = question.prices().at();
        if (at != null) {
            body.put("prices_at", at.toString());
        }
        return body;
    }

    private static Map<String, List<String>> values(List<Filter> filters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        filters.forEach(filter -> values.put(filter.dimension().wireName(), filter.values()));
        return values;
    }

    private static Map<String, Object> swap(Swap swap) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (swap.name() != null) {
            body.put("name", swap.name());
        }
        body.put("from", values(swap.from()));
        body.put("to", target(swap.to()));
        body.put("share", swap.share().toPlainString());
        if (swap.cachedInput() instanceof CachedInput.Measured) {
            body.put("cached_input_share", "measured");
        }
        return body;
    }

    private static Map<String, String> target(Target to) {
        Map<String, String> body = new LinkedHashMap<>();
        put(body, "provider", to.provider());
        put(body, "model", to.model());
        put(body, "service_tier", to.serviceTier());
        put(body, "reasoning_effort", to.reasoningEffort());
        put(body, "region", to.region());
        return body;
    }

    private static void put(Map<String, String> body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
