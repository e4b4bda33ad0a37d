/** Tests of the hours of a week. */
@NullMarked
package io.tidegate.dbagent.activity;

import org.jspecify.annotations.NullMarked;
