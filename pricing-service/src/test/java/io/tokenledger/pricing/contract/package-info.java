@NullMarked
package io.tokenledger.pricing.contract;

import org.jspecify.annotations.NullMarked;
