package io.tokenledger.e2e.whatif;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One move of a question.
 *
 * @param from by dimension, the values that match; an empty one stands for not attributed
 * @param to the parts of the key that are replaced
 * @param ratios the assumptions that are stated, by name
 * @param cachedShare null: as much is cached as was
 */
record Swap(
        Map<String, List<String>> from,
        Map<String, String> to,
        BigDecimal share,
        Map<String, Ratio> ratios,
        @Nullable BigDecimal cachedShare,
        BigDecimal inputKept) {

    static final List<String> ASSUMPTIONS =
            List.of("input_token_ratio", "output_token_ratio", "reasoning_token_ratio", "cache_kept");

    Swap withShare(BigDecimal other) {
        return new Swap(from, to, other, ratios, cachedShare, inputKept);
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        from.forEach((dimension, values) -> {
            if (values.size() == 1) {
                json.withObject("/from").put(dimension, values.getFirst());
            } else {
                values.forEach(json.withObject("/from").withArray(dimension)::add);
            }
        });
        to.forEach(json.withObject("/to")::put);
        if (share.compareTo(BigDecimal.ONE) != 0) {
            json.put("share", share.toPlainString());
        }
        ratios.forEach((name, ratio) -> put(json, name, ratio));
        if (cachedShare != null) {
            json.put("cached_input_share", cachedShare.toPlainString());
        }
        if (inputKept.compareTo(BigDecimal.ONE) != 0) {
            json.put("input_kept", inputKept.toPlainString());
        }
        return json;
    }

    private static void put(ObjectNode json, String name, Ratio ratio) {
        if (ratio.isOneNumber()) {
            json.put(name, ratio.expected().toPlainString());
        } else {
            json.putObject(name)
                    .put("low", ratio.low().toPlainString())
                    .put("expected", ratio.expected().toPlainString())
                    .put("high", ratio.high().toPlainString());
        }
    }
}
