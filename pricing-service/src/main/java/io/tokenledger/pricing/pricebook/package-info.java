/**
 * The price book: prices with the range of event times that they are valid for and the time since when they are known.
 * Append-only; imported, never edited; held in memory by every instance and reloaded when its version has changed.
 */
@NullMarked
package io.tokenledger.pricing.pricebook;

import org.jspecify.annotations.NullMarked;
