/** How fast a month of charges leaves as FOCUS, in how much memory, beside COPY of the same rows. */
@NullMarked
package io.tokenledger.bench.focus;

import org.jspecify.annotations.NullMarked;
