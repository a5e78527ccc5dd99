/** Books that are closed month by month, against a second computation written from what docs/ promises. */
@NullMarked
package io.tokenledger.e2e.finance;

import org.jspecify.annotations.NullMarked;
