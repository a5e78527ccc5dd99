/** Tests of {@code io.tokenledger.pricing.pricebook}. */
@NullMarked
package io.tokenledger.pricing.pricebook.format;

import org.jspecify.annotations.NullMarked;
