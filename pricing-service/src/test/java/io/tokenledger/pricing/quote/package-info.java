/** Tests of {@code io.tokenledger.pricing.quote}. */
@NullMarked
package io.tokenledger.pricing.quote;

import org.jspecify.annotations.NullMarked;
