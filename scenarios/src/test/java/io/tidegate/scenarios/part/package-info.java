/** Services inside the tests' JVM, each with its jar and its libraries on a class path of its own. */
@NullMarked
package io.tidegate.scenarios.part;

import org.jspecify.annotations.NullMarked;
