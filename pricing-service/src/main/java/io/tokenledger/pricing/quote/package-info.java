/** Quotes: what usage would cost, or did, at the prices of any time. Nothing is recorded. */
@NullMarked
package io.tokenledger.pricing.quote;

import org.jspecify.annotations.NullMarked;
