package io.tokenledger.sample;

/**
 * What published traces of production services say about the sizes of requests: quantiles computed from them, from
 * which the sample company is drawn.
 *
 * <ul>
 *   <li>Azure LLM inference trace 2023, code (CC-BY-4.0; Patel et al., Splitwise, ISCA 2024): 8 819 requests.
 *   <li>Mooncake conversation trace (Apache-2.0; Qin et al., FAST 2025): 12 031 requests.
 *   <li>ServeGen (Apache-2.0; Xiang et al., 2025): m-large by 3 405 client windows of 6 h weighted by their requests,
 *       deepseek-r1 by 184 client windows. It publishes p50 and p95 per window: the quantiles here are those of the
 *       mixture of log-normals through them.
 * </ul>
 */
final class TraceFacts {
    private static final int[] POINTS = {0, 10, 50, 100, 250, 500, 750, 900, 950, 990, 999, 1000};

    static final QuantileCurve AZURE_CODE_INPUT =
            QuantileCurve.through(POINTS, 1, 17, 75, 147, 578, 1_469, 2_745, 5_186, 7_302, 7_436, 7_437, 7_437);
    static final QuantileCurve AZURE_CODE_OUTPUT =
            QuantileCurve.through(POINTS, 1, 6, 6, 7, 9, 13, 24, 55, 90, 252, 824, 1_899);

    static final QuantileCurve MOONCAKE_INPUT = QuantileCurve.through(
            POINTS, 890, 894, 901, 964, 2_307, 6_909, 15_366, 27_367, 39_549, 85_401, 121_301, 126_195);
    static final QuantileCurve MOONCAKE_OUTPUT =
            QuantileCurve.through(POINTS, 1, 3, 10, 24, 157, 350, 472, 597, 698, 1_120, 2_000, 2_000);
    /** Share of the input in leading blocks that were seen before, per mille: what a prompt cache can serve. */
    static final QuantileCurve MOONCAKE_CACHED_PER_MILLE =
            QuantileCurve.through(POINTS, 0, 7, 18, 28, 69, 363, 712, 948, 976, 999, 1_000, 1_000);

    static final QuantileCurve SERVEGEN_API_INPUT =
            QuantileCurve.through(POINTS, 10, 20, 60, 70, 258, 630, 1_151, 2_303, 2_476, 4_379, 16_910, 32_000);
    static final QuantileCurve SERVEGEN_API_OUTPUT =
            QuantileCurve.through(POINTS, 0, 0, 1, 2, 8, 53, 228, 458, 524, 902, 1_955, 8_192);

    static final QuantileCurve SERVEGEN_REASONING_INPUT =
            QuantileCurve.through(POINTS, 2, 3, 20, 44, 99, 335, 1_161, 4_400, 10_666, 26_894, 41_355, 57_000);
    static final QuantileCurve SERVEGEN_REASONING_OUTPUT =
            QuantileCurve.through(POINTS, 40, 90, 173, 227, 355, 609, 1_101, 1_815, 3_423, 14_833, 23_951, 32_000);
    /** Share of the output that is reasoning, per mille: the means of the client windows. */
    static final QuantileCurve SERVEGEN_REASONING_PER_MILLE =
            QuantileCurve.through(POINTS, 300, 370, 463, 498, 603, 759, 906, 965, 982, 996, 998, 1_000);

    /**
     * Requests by local hour of a service that is always on, in percent of the mean: ServeGen m-small over 14 days.
     */
    static final int[] SERVEGEN_HOURS = {
        84, 71, 73, 68, 71, 66, 68, 85, 102, 105, 113, 109, 106, 107, 106, 105, 109, 108, 101, 123, 146, 140, 127, 106
    };

    private TraceFacts() {}
}
