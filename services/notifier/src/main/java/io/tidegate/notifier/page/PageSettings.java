package io.tidegate.notifier.page;

import java.util.Map;

/**
 * How the page presents itself.
 *
 * @param name the page's title
 * @param url where the public reaches it, without a slash at the end
 * @param components what people call a target, by target; one that is not named here goes by what its plan calls it
 */
public record PageSettings(String name, String url, Map<String, String> components) {
    public PageSettings {
        while (url.endsWith("/")) {
            url = url.substring(0, url.length() - 1);
        }
        components = Map.copyOf(components);
    }

    String component(Maintenance maintenance) {
        return components.getOrDefault(maintenance.component(), maintenance.componentTitle());
    }

    /** Where a maintenance is shown. */
    String link(Maintenance maintenance) {
        return url + "/#" + maintenance.id();
    }
}
