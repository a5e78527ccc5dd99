/** What is looked for beside budgets: anomalies, shares, silence, drift. */
@NullMarked
package io.tokenledger.report.rule;

import org.jspecify.annotations.NullMarked;
