/**
 * The moves that would have saved most: found from usage, prices and what is known of models, held against what the tenant
 * allows, decided about, and tracked by what the ledger says afterwards. What finds and judges them is pure.
 */
@NullMarked
package io.tokenledger.report.recommendation;

import org.jspecify.annotations.NullMarked;
