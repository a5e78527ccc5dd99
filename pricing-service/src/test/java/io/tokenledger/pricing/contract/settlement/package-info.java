@NullMarked
package io.tokenledger.pricing.contract.settlement;

import org.jspecify.annotations.NullMarked;
