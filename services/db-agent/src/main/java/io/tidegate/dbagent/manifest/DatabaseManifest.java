package io.tidegate.dbagent.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a database and is not carried to a copy of it (PostgreSQL, CREATE DATABASE, notes): owner, privileges,
 * comment, security labels, settings. The connection limit is not here: it is the drain's to keep and restore.
 *
 * @param defaultGrants nothing was ever granted or revoked: what PostgreSQL grants by itself holds
 * @param grants in the order of the catalogue; empty with {@code defaultGrants}
 */
public record DatabaseManifest(
        String owner,
        boolean defaultGrants,
        List<Grant> grants,
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

    /** As it is behind a fence of passes: nobody but this role may connect. */
    public DatabaseManifest closedButFor(String role) {
        List<Grant> closed = new ArrayList<>();
        if (defaultGrants) {
            // acldefault() for a database, but for CONNECT.
            closed.add(new Grant(owner, "", "TEMPORARY", false));
            closed.add(new Grant(owner, owner, "CREATE", false));
            closed.add(new Grant(owner, owner, "TEMPORARY", false));
        }
        grants.stream().filter(grant -> !grant.privilege().equals("CONNECT")).forEach(closed::add);
        closed.add(new Grant(owner, role, "CONNECT", false));
        return new DatabaseManifest(owner, false, closed, comment, template, labels, settings);
    }

    /** The names of the parts that are not the same. */
    public List<String> differences(DatabaseManifest other) {
        List<String> parts = new ArrayList<>();
        compare(parts, "owner", owner, other.owner);
        compare(
                parts,
                "privileges",
                defaultGrants + "" + texts(grants),
                other.defaultGrants + "" + texts(other.grants));
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
    private static TreeSet<String> texts(List<?> values) {
        TreeSet<String> texts = new TreeSet<>();
        values.forEach(value -> texts.add(value.toString()));
        return texts;
    }
}
