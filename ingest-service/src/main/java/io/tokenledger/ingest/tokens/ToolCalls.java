package io.tokenledger.ingest.tokens;

/**
 * What calls of tools cost beside their names and arguments. Not published: these are the medians of requests that repeat
 * calls, as the API counted them (recorded 2025 to 2026), and always an estimate.
 */
final class ToolCalls {
    private static final long ALONE = 8;
    private static final long EACH_OF_SEVERAL = 15;

    private ToolCalls() {}

    /** Tokens around so many calls of one message: several are wrapped once more. */
    static long frames(int calls) {
        return calls <= 1 ? calls * ALONE : calls * EACH_OF_SEVERAL;
    }
}
