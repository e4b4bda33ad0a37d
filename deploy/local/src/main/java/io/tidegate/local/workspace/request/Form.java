package io.tidegate.local.workspace.request;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A form's body, in the order in which it was filled. */
final class Form {
    private final List<String> pairs = new ArrayList<>();

    Form put(String name, String value) {
        pairs.add(encoded(name) + "=" + encoded(value));
        return this;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String body() {
        return String.join("&", pairs);
    }
}
