/** How long "what if it had been another model" takes over a month of usage, beside plain SQL over the same entries. */
@NullMarked
package io.tokenledger.bench.whatif;

import org.jspecify.annotations.NullMarked;
