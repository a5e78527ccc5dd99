/**
 * What models can do: limits, capabilities, tokenizers, and the names they are known by. Statements with their source,
 * append-only; the catalog itself is pure and immutable.
 */
@NullMarked
package io.tokenledger.report.catalog;

import org.jspecify.annotations.NullMarked;
