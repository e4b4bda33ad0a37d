@NullMarked
package io.tidegate.local.web;

import org.jspecify.annotations.NullMarked;
