/**
 * What-if questions that were worth keeping: saved under a name, shared by a link, asked again, set side by side, and held
 * against budgets.
 */
@NullMarked
package io.tokenledger.report.scenario;

import org.jspecify.annotations.NullMarked;
