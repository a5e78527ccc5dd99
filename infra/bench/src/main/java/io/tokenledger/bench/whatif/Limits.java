package io.tokenledger.bench.whatif;

/** What a model takes in one request, in tokens, as the catalog says; what it does not know is unlimited. */
record Limits(long contextWindow, long maxInput, long maxOutput) {}
