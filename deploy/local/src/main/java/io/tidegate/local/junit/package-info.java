/** Real servers for tests, one set a JVM. */
@NullMarked
package io.tidegate.local.junit;

import org.jspecify.annotations.NullMarked;
