/** What can go wrong with a call to the pricing service, and how it is told: stable codes, RFC 9457. */
@NullMarked
package io.tokenledger.pricing.problem;

import org.jspecify.annotations.NullMarked;
