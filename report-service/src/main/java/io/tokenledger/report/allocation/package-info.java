/** Shared cost: manual items, the rules that allocate, mark up and discount, and what a period costs every cost centre. */
@NullMarked
package io.tokenledger.report.allocation;

import org.jspecify.annotations.NullMarked;
