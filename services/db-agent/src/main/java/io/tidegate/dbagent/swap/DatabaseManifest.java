package io.tidegate.dbagent.swap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a database and is not carried to a copy of it (PostgreSQL, CREATE DATABASE, notes): owner, privileges,
 * comment, security labels, settings. The connection limit is not here: it is the drain's to keep and restore.
 *
 * @param grants in the order of the catalogue; null where nothing was ever granted or revoked
 */
public record DatabaseManifest(
        String owner,
        @Nullable List<Grant> grants,
        @Nullable String comment,
        boolean template,
        List<SecurityLabel> labels,
        List<Setting> settings) {

    /**
     * @param grantee a role, or the empty text for PUBLIC
     * @param privilege CREATE, CONNECT or TEMPORARY
     */
    public record Grant(String grantor, String grantee, String privilege, boolean grantable) {}

    public record SecurityLabel(String provider, String label) {}

    /**
     * @param role for whom, or the empty text for everyone
     * @param value as the catalogue has it: for lists of names already quoted
     */
    public record Setting(String role, String name, String value) {}

    /** The names of the parts that are not the same. */
    List<String> differences(DatabaseManifest other) {
        List<String> parts = new ArrayList<>();
        compare(parts, "owner", owner, other.owner);
        compare(parts, "privileges", texts(grants), texts(other.grants));
        compare(parts, "comment", comment, other.comment);
        compare(parts, "template flag", template, other.template);
        compare(parts, "security labels", texts(labels), texts(other.labels));
        compare(parts, "settings", texts(settings), texts(other.settings));
        return parts;
    }

    private static void compare(List<String> parts, String name, @Nullable Object one, @Nullable Object other) {
        if (!Objects.equals(one, other)) {
            parts.add(name);
        }
    }

    /** Without an order: the catalogue's is no one's intent. */
    private static @Nullable TreeSet<String> texts(@Nullable List<?> values) {
        if (values == null) {
            return null;
        }
        TreeSet<String> texts = new TreeSet<>();
        values.forEach(value -> texts.add(value.toString()));
        return texts;
    }
}
