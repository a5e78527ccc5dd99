/** Tokens counted per second, beside the plain tokenizer library on the same texts. */
@NullMarked
package io.tokenledger.bench.counting;

import org.jspecify.annotations.NullMarked;
