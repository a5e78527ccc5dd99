package io.tokenledger.e2e.whatif;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event under a swap: what it would have used of each meter. */
final class Move {
    private final Use use;
    private final Map<String, BigDecimal> quantities;

    Move(Use use, Swap swap, Map<String, BigDecimal> assumed) {
        this.use = use;
        this.quantities = quantities(use);
        scale(Use.INPUT, value(assumed, "input_token_ratio").multiply(swap.inputKept()));
        scale(Use.OUTPUT, value(assumed, "output_token_ratio"));
        quantities.put(
                "reasoning",
                BigDecimal.valueOf(use.quantity("reasoning")).multiply(value(assumed, "reasoning_token_ratio")));
        if (swap.cachedShare() == null) {
            BigDecimal kept = value(assumed, "cache_kept");
            keep("cached_input", "input", kept);
            keep("cached_audio_input", "audio_input", kept);
            keep("cached_image_input", "image_input", kept);
        } else {
            BigDecimal text = quantity("input").add(quantity("cached_input"));
            quantities.put("cached_input", text.multiply(swap.cachedShare()));
            quantities.put("input", text.subtract(quantity("cached_input")));
        }
    }

    private static BigDecimal value(Map<String, BigDecimal> assumed, String name) {
        return Objects.requireNonNull(assumed.get(name), name);
    }

    private void keep(String cached, String fresh, BigDecimal kept) {
        BigDecimal stays = quantity(cached).multiply(kept);
        quantities.put(fresh, quantity(fresh).add(quantity(cached)).subtract(stays));
        quantities.put(cached, stays);
    }

    Use use() {
        return use;
    }

    Map<String, BigDecimal> quantities() {
        return quantities;
    }

    /** What the event did use, by meter. */
    static Map<String, BigDecimal> quantities(Use use) {
        var quantities = new HashMap<String, BigDecimal>();
        use.meters().forEach((meter, quantity) -> quantities.put(meter, BigDecimal.valueOf(quantity)));
        return quantities;
    }

    private BigDecimal quantity(String meter) {
        return quantities.getOrDefault(meter, BigDecimal.ZERO);
    }

    private void scale(Iterable<String> meters, BigDecimal factor) {
        for (String meter : meters) {
            quantities.computeIfPresent(meter, (_, quantity) -> quantity.multiply(factor));
        }
    }

    /** {@code context_window} or {@code output_limit}; empty: it fits. An aggregate is as large as its mean. */
    String tooLargeFor(Limits limits) {
        BigDecimal input = OwnBook.total(quantities, Use.INPUT);
        BigDecimal output = OwnBook.total(quantities, Use.OUTPUT);
        if (isOver(input.add(output), limits.contextWindow()) || isOver(input, limits.maxInput())) {
            return "context_window";
        }
        return isOver(output, limits.maxOutput()) ? "output_limit" : "";
    }

    private boolean isOver(BigDecimal tokens, @Nullable Long limit) {
        return limit != null
                && tokens.compareTo(BigDecimal.valueOf(limit).multiply(BigDecimal.valueOf(use.requests()))) > 0;
    }
}
