/** Tests of {@code io.tokenledger.pricing.rating}. */
@NullMarked
package io.tokenledger.pricing.rating;

import org.jspecify.annotations.NullMarked;
