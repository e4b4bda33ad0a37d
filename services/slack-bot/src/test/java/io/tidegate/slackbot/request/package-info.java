@NullMarked
package io.tidegate.slackbot.request;

import org.jspecify.annotations.NullMarked;
