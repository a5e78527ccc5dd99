/** Pages as PDF: one font for all scripts that it has, no file or address is ever fetched, the same bytes for the same page. */
@NullMarked
package io.tokenledger.report.pdf;

import org.jspecify.annotations.NullMarked;
