/** What can go wrong with a report, and how it is told: stable codes, RFC 9457. */
@NullMarked
package io.tokenledger.report.problem;

import org.jspecify.annotations.NullMarked;
