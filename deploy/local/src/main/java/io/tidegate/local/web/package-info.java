/** What the local stand-ins share: settings, a small web server, live changes for pages. */
@NullMarked
package io.tidegate.local.web;

import org.jspecify.annotations.NullMarked;
