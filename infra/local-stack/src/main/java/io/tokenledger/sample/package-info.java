/**
 * Usage to show and to test with: a believable company made from a seed, a replay of published request traces, and many
 * tenants for load. Pure: it makes records and says what must become of them; it sends nothing.
 */
@NullMarked
package io.tokenledger.sample;

import org.jspecify.annotations.NullMarked;
