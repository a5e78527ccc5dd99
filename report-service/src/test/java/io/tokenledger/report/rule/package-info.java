/** Rules find what was put into the books for them to find, and nothing else. */
@NullMarked
package io.tokenledger.report.rule;

import org.jspecify.annotations.NullMarked;
