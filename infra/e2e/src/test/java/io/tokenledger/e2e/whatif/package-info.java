/**
 * "What if it had been another model", asked over HTTP and held against every single event, rated here once more: nothing
 * of this package uses code of the services. Amounts are exact decimals of 1e-12 of a dollar.
 */
@NullMarked
package io.tokenledger.e2e.whatif;

import org.jspecify.annotations.NullMarked;
