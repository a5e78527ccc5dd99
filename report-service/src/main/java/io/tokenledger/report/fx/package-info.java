/**
 * Costs in other currencies than the one asked for: converted at the rate of their day, or refused. Pure but for the
 * reader of the rates that pricing-service publishes.
 */
@NullMarked
package io.tokenledger.report.fx;

import org.jspecify.annotations.NullMarked;
