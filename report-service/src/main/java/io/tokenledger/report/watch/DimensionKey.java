package io.tokenledger.report.watch;

import java.util.UUID;

/** What a row of the rollup and of the journal goes by: the id is that of the values, so it always stands for the same. */
record DimensionKey(String tenant, UUID dimension) {}
