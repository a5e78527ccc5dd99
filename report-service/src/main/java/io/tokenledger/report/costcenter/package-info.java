/** Who pays: the tree of cost centres and the rules that map usage to them, as they are on a date. */
@NullMarked
package io.tokenledger.report.costcenter;

import org.jspecify.annotations.NullMarked;
