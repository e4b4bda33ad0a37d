package io.tidegate.local.workspace.request;

import io.tidegate.local.web.Hmac;

/** Slack's request signature, version 0 ("Verifying requests from Slack"). */
public final class SlackSignature {
    private SlackSignature() {}

    /**
     * @param timestamp seconds, as in the header
     * @param body to the byte as it is sent
     */
    public static String of(String secret, String timestamp, String body) {
        return "v0=" + Hmac.sha256(secret, "v0:" + timestamp + ":" + body);
    }
}
