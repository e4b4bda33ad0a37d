package io.tidegate.dbagent.manifest;

import java.util.ArrayList;
import java.util.List;

/** Lists of names as the catalogue has them: {@code "$user", public}. */
final class NameList {
    private NameList() {}

    /** The names without their quotes; a doubled quote inside a quoted name is one. */
    static List<String> split(String text) {
        List<String> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        boolean any = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                name.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
                any = true;
            } else if (c == ',' && !quoted) {
                names.add(name.toString());
                name.setLength(0);
                any = false;
            } else if (quoted || !Character.isWhitespace(c)) {
                name.append(c);
            }
        }
        if (any || !name.isEmpty()) {
            names.add(name.toString());
        }
        return names;
    }
}
