/** How exact amounts are written, and the one place where they are rounded. Pure. */
@NullMarked
package io.tokenledger.report.money;

import org.jspecify.annotations.NullMarked;
