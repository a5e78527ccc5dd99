/** Statements against what can be computed by hand, by another library, or by looking. */
@NullMarked
package io.tokenledger.report.statement;

import org.jspecify.annotations.NullMarked;
