/** JSON that callers send, read field by field: what cannot be used is told with its name, its value and the rule. */
@NullMarked
package io.tokenledger.report.json;

import org.jspecify.annotations.NullMarked;
