package io.tokenledger.sample;

/**
 * The tokens of one request.
 *
 * @param input all input tokens; {@code cached} and {@code cacheWrite} are parts of it
 * @param output all output tokens; {@code reasoning} is a part of it
 */
record TokenCounts(long input, long cached, long cacheWrite, long output, long reasoning) {
    TokenCounts {
        if (cached < 0 || cacheWrite < 0 || cached + cacheWrite > input) {
            throw new IllegalArgumentException(
                    "cached " + cached + " and cache write " + cacheWrite + " are more than input " + input);
        }
        if (reasoning < 0 || reasoning > output) {
            throw new IllegalArgumentException("reasoning " + reasoning + " is more than output " + output);
        }
    }

    /** The same request with a longer answer: what a conflict says. */
    TokenCounts withMoreOutput(long tokens) {
        return new TokenCounts(input, cached, cacheWrite, output + tokens, reasoning);
    }
}
