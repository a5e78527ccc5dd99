/**
 * What usage would have cost in another way: on another model, in another service tier, with other habits. The replay is
 * pure and exact; readers give it sums, and single requests where a limit or a price of long contexts runs through them.
 */
@NullMarked
package io.tokenledger.report.whatif;

import org.jspecify.annotations.NullMarked;
