/** How this service writes what it keeps itself: one transaction, all or nothing, never the ledger. */
@NullMarked
package io.tokenledger.report.store;

import org.jspecify.annotations.NullMarked;
