package io.tidegate.local.workspace.request;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What came of a command or a press.
 *
 * @param status HTTP status of the bot's answer, 0 without one
 * @param error Slack's word for what went wrong, empty when nothing did
 * @param response the bot's answer: JSON, or a text
 * @param trigger of a press, by which the bot may open a modal; empty for a command
 */
public record Outcome(boolean ok, int status, long millis, String error, JsonNode response, String trigger) {

    /** Of a command. */
    Outcome(boolean ok, int status, long millis, String error, JsonNode response) {
        this(ok, status, millis, error, response, "");
    }
}
