/** Who pays, against rules worked out by hand, a second implementation, and a real database. */
@NullMarked
package io.tokenledger.report.costcenter;

import org.jspecify.annotations.NullMarked;
