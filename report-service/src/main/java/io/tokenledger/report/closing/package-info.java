/** The life of a period: open, closing, closed; its checks and its figures for trust. */
@NullMarked
package io.tokenledger.report.closing;

import org.jspecify.annotations.NullMarked;
