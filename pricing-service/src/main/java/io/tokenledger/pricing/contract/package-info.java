/** Contracts of tenants: what they charge beyond unit prices, who agreed to it, and how it gets into the ledger. */
@NullMarked
package io.tokenledger.pricing.contract;

import org.jspecify.annotations.NullMarked;
