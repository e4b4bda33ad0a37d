/** Windows from two weeks before to a week after, asserting what reached whom and when. */
@NullMarked
package io.tidegate.scenarios;

import org.jspecify.annotations.NullMarked;
