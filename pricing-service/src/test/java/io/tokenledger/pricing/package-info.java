/** What the tests of the pricing service share. */
@NullMarked
package io.tokenledger.pricing;

import org.jspecify.annotations.NullMarked;
