/** What a contract's terms charge for usage, as pure functions: usage in, charges out. */
@NullMarked
package io.tokenledger.pricing.contract.settlement;

import org.jspecify.annotations.NullMarked;
