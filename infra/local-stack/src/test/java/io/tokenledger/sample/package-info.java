/** The sample company and the trace replay, held against the traces themselves where they are at hand. */
@NullMarked
package io.tokenledger.sample;

import org.jspecify.annotations.NullMarked;
