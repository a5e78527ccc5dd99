/** Query parameters that several endpoints have: each is read, and refused, in one way. */
@NullMarked
package io.tokenledger.pricing.query;

import org.jspecify.annotations.NullMarked;
