/** Answers as files for a spreadsheet: tables of text and exact numbers, as CSV and as XLSX. Pure. */
@NullMarked
package io.tokenledger.report.sheet;

import org.jspecify.annotations.NullMarked;
