/**
 * Price files of others, and our own in YAML: each is read into the one form that an import takes. What a file says is
 * mapped, or listed as not understood with the reason; nothing is left out without a word. Pure.
 */
@NullMarked
package io.tokenledger.pricing.pricebook.format;

import org.jspecify.annotations.NullMarked;
