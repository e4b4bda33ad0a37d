/** The whole of Tidegate on one clock that the tests move. */
@NullMarked
package io.tidegate.scenarios.rig;

import org.jspecify.annotations.NullMarked;
