/** The FOCUS export, held against the specification's rules, another reader of Parquet, and the costs of the period. */
@NullMarked
package io.tokenledger.report.focus;

import org.jspecify.annotations.NullMarked;
