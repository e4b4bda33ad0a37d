/** What starts a service, on that service's class path. */
@NullMarked
package io.tidegate.scenarios.inside;

import org.jspecify.annotations.NullMarked;
