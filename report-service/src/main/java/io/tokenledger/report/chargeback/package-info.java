/** Who pays for what: usage and cost of a period by any dimensions, as JSON and CSV. */
@NullMarked
package io.tokenledger.report.chargeback;

import org.jspecify.annotations.NullMarked;
