/**
 * Exchange rates: what the European Central Bank publishes, by day, with the time since when it is known. Append-only;
 * imported, never edited. A day without a rate of its own takes that of at most seven days before, else there is none.
 */
@NullMarked
package io.tokenledger.pricing.fx;

import org.jspecify.annotations.NullMarked;
