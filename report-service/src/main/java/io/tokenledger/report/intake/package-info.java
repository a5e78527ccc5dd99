/** What became of everything that came in: priced, unpriced, duplicate, conflict, rejected. */
@NullMarked
package io.tokenledger.report.intake;

import org.jspecify.annotations.NullMarked;
