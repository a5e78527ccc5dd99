/** The records on the wire, held against golden JSON and their schemas. */
@NullMarked
package io.tokenledger.contract;

import org.jspecify.annotations.NullMarked;
