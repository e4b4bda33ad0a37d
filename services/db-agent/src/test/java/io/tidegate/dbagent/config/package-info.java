@NullMarked
package io.tidegate.dbagent.config;

import org.jspecify.annotations.NullMarked;
