/**
 * How good models are: public benchmarks with their source, and what a tenant measured itself. Statements are
 * append-only; the scores themselves are pure and immutable.
 */
@NullMarked
package io.tokenledger.report.quality;

import org.jspecify.annotations.NullMarked;
