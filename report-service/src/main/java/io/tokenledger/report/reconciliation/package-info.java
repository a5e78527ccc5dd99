/** What vendors bill beside what the ledger holds, and why they differ. */
@NullMarked
package io.tokenledger.report.reconciliation;

import org.jspecify.annotations.NullMarked;
