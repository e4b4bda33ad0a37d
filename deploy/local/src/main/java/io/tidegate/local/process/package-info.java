/** Child processes: started with a log, waited for, ended. */
@NullMarked
package io.tidegate.local.process;

import org.jspecify.annotations.NullMarked;
