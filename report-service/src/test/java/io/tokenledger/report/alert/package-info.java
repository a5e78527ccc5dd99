/** What is found is kept once, told once, and lives. */
@NullMarked
package io.tokenledger.report.alert;

import org.jspecify.annotations.NullMarked;
