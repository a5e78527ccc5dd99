package io.tokenledger.bench.whatif;

/**
 * A swap of the benchmark, as the endpoint takes it and as SQL says it.
 *
 * @param from model
 * @param app only this app's usage; empty: every app's
 * @param to model
 * @param tier the tier of the target
 * @param share 0 to 1, as decimal text
 * @param inputRatio tokens of the target for one of the source, as decimal text; empty: every ratio is left to the service,
 *     which measures it from the usage
 */
record MeasuredSwap(String from, String app, String to, String tier, String share, String inputRatio) {
    String json() {
        String match = app.isEmpty() ? "" : ",\"app\":\"" + app + "\"";
        String model = from.equals(to) ? "" : "\"model\":\"" + to + "\",";
        return """
                {"from":{"model":"%s","service_tier":"standard"%s},"to":{%s"service_tier":"%s"},"share":"%s"%s}""".formatted(from, match, model, tier, share, ratios());
    }

    private String ratios() {
        return inputRatio.isEmpty() ? "" : """
                ,"input_token_ratio":"%s","output_token_ratio":"1","reasoning_token_ratio":"1","cache_kept":"1"\
                """.formatted(inputRatio);
    }

    /** Whether an entry is what the swap is about. */
    String matches() {
        return "d.model = '" + from + "' AND d.service_tier = 'standard'"
                + (app.isEmpty() ? "" : " AND d.app = '" + app + "'");
    }

    /** Whether a request may be moved, by the limits of the target; they are not asked where the model stays. */
    String fits(Limits limits) {
        if (from.equals(to)) {
            return "true";
        }
        return "(e.plain_input_tokens + e.cached_input_tokens) * " + inputRatio
                + " + e.plain_output_tokens + e.reasoning_tokens <= " + limits.contextWindow()
                + " AND (e.plain_input_tokens + e.cached_input_tokens) * " + inputRatio + " <= " + limits.maxInput()
                + " AND e.plain_output_tokens + e.reasoning_tokens <= " + limits.maxOutput();
    }

    /** What a request costs when it is moved in part; {@code p} is the target's row of prices. */
    String cost(String p) {
        String shortCost = cost(p, "");
        String longCost = cost(p, "long_");
        return "e.cost_pico * (1 - " + share + ") + " + share + " * CASE WHEN " + p + ".long_over > 0 AND"
                + " (e.plain_input_tokens + e.cached_input_tokens) * " + inputRatio + " > " + p + ".long_over THEN "
                + longCost + " ELSE " + shortCost + " END";
    }

    private String cost(String p, String length) {
        return "((e.plain_input_tokens * " + p + "." + length + "input + e.cached_input_tokens * " + p + "." + length
                + "cached) * " + inputRatio + " + (e.plain_output_tokens + e.reasoning_tokens)::numeric * " + p + "."
                + length + "output)";
    }
}
