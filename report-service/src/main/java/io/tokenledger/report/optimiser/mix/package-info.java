/**
 * The cheapest mix of models at a quality, and the best within a budget. Pure: exact integers in, exact fractions out. A
 * solver in doubles looks for the answer; what it finds counts only with a proof in integers.
 */
@NullMarked
package io.tokenledger.report.optimiser.mix;

import org.jspecify.annotations.NullMarked;
