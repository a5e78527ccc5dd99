/** How fast the guard of the budgets answers, at a rate that is kept whatever it does. */
@NullMarked
package io.tokenledger.bench.guard;

import org.jspecify.annotations.NullMarked;
