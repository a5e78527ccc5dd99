/** The export in the FinOps FOCUS format, versions 1.2 and 1.3. */
@NullMarked
package io.tokenledger.report.focus;

import org.jspecify.annotations.NullMarked;
