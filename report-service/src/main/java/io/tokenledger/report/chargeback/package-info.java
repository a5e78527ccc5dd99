/**
 * Who pays for what: usage and cost of a period by any dimensions and by cost centres, beside another time or another
 * organisation.
 */
@NullMarked
package io.tokenledger.report.chargeback;

import org.jspecify.annotations.NullMarked;
