/** Shared cost, held against worked examples and a second implementation. */
@NullMarked
package io.tokenledger.report.allocation;

import org.jspecify.annotations.NullMarked;
