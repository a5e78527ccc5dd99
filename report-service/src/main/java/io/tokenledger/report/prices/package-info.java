/** The price book as pricing-service publishes it, for reports that rate usage anew. */
@NullMarked
package io.tokenledger.report.prices;

import org.jspecify.annotations.NullMarked;
