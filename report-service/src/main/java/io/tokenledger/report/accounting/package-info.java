/** How a tenant keeps its books: zone, currency, calendar, what a period must pass before it is closed, and up to when the books are closed. */
@NullMarked
package io.tokenledger.report.accounting;

import org.jspecify.annotations.NullMarked;
