/** What the demo reads, computes and prints, without a stack. */
@NullMarked
package io.tokenledger.demo;

import org.jspecify.annotations.NullMarked;
