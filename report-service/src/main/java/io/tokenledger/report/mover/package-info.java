/** What moved most between two times, and how much of it is price and how much is volume. */
@NullMarked
package io.tokenledger.report.mover;

import org.jspecify.annotations.NullMarked;
