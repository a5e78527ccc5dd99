/** The plain first page: this month's chargeback for a person. */
@NullMarked
package io.tokenledger.report.console;

import org.jspecify.annotations.NullMarked;
