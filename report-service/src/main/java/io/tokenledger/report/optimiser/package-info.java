/** The cheapest mix of models per app at a quality, and the best within a budget. */
@NullMarked
package io.tokenledger.report.optimiser;

import org.jspecify.annotations.NullMarked;
