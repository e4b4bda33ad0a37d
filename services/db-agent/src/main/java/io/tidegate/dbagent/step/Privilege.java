package io.tidegate.dbagent.step;

/**
 * What the agent's role may be asked to do on the target's server. A superuser has them all; another role has what was
 * granted to it, and a step is refused before it begins where one is missing.
 */
public enum Privilege {
    OWNER("is a member of the role that owns the target: it renames, alters and migrates it"),
    OWNERS("is a member of every role that owns something in the target, and each extension there is one that"
            + " PostgreSQL trusts: it makes the same objects in a copy"),
    CREATE_DATABASES("may create databases: copies beside the target"),
    READ("may read every table: `pg_read_all_data`"),
    MONITOR("sees sessions, settings and sizes: `pg_monitor`"),
    SIGNAL("may end sessions: `pg_signal_backend`"),
    CHECKPOINT("may force a checkpoint: `pg_checkpoint`, from PostgreSQL 15"),
    GRANTORS("is a member of every role that has granted rights on the target: it gives them back in their name"),
    SETTINGS("is a member of every role that has settings of its own in the target, or has granted rights on it"),
    APPLICATION("is a member of the application's role, whose settings it changes"),
    ROLES("may alter the application's role: `CREATEROLE`, and from PostgreSQL 16 with ADMIN on it");

    private final String meaning;

    Privilege(String meaning) {
        this.meaning = meaning;
    }

    /** What a role with it is or may do, for people. */
    public String meaning() {
        return meaning;
    }
}
