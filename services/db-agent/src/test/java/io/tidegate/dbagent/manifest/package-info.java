@NullMarked
package io.tidegate.dbagent.manifest;

import org.jspecify.annotations.NullMarked;
