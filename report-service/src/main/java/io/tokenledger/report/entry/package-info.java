/** The rows behind any figure: single entries of the ledger, page by page. */
@NullMarked
package io.tokenledger.report.entry;

import org.jspecify.annotations.NullMarked;
