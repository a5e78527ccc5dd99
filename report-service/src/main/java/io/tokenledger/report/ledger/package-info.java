/** How the ledger's published views are read: one read-only snapshot, a time limit, a timer. */
@NullMarked
package io.tokenledger.report.ledger;

import org.jspecify.annotations.NullMarked;
