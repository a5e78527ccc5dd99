/** Milliseconds of a month's chargeback over the running service, beside DuckDB over the raw rows. */
@NullMarked
package io.tokenledger.bench.chargeback;

import org.jspecify.annotations.NullMarked;
