/** Tests of what is learnt after the booking, on a real PostgreSQL. */
@NullMarked
package io.tokenledger.pricing.repricing;

import org.jspecify.annotations.NullMarked;
