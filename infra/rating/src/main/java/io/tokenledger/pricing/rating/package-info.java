/** What an event costs: the price in force at its own time, then the exact cost. Pure: no framework, no database. */
@NullMarked
package io.tokenledger.pricing.rating;

import org.jspecify.annotations.NullMarked;
