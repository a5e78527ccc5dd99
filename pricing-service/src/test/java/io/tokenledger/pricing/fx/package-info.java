/** Tests of {@code io.tokenledger.pricing.fx}. */
@NullMarked
package io.tokenledger.pricing.fx;

import org.jspecify.annotations.NullMarked;
