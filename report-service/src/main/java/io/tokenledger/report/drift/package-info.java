/** What providers counted beside what the text of the same requests counts, and what the difference costs. */
@NullMarked
package io.tokenledger.report.drift;

import org.jspecify.annotations.NullMarked;
