/** Tests of the watch, against real PostgreSQL and an independent recomputation. */
@NullMarked
package io.tokenledger.report.watch;

import org.jspecify.annotations.NullMarked;
