/** The application of the example: a small HTTP service on the target database, so that downtime is about something. */
@NullMarked
package io.tidegate.local.application;

import org.jspecify.annotations.NullMarked;
