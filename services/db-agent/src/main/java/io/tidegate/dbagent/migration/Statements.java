package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.database.Sql;
import io.tidegate.dbagent.step.StepProgress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Follows Flyway from statement to statement: where it is, for progress and for a failure; and what each took. */
final class Statements implements Callback {
    private static final Set<Event> HEARD = EnumSet.of(
            Event.BEFORE_EACH_MIGRATE, Event.BEFORE_EACH_MIGRATE_STATEMENT, Event.AFTER_EACH_MIGRATE_STATEMENT);

    private final StepProgress progress;
    private final StatementWatch watch;
    private int count;
    private int inFile;
    private boolean fileIsNew;
    private String file = "";
    private long begun;

    Statements(StepProgress progress, StatementWatch watch) {
        this.progress = progress;
        this.watch = watch;
    }

    /** Statements that have succeeded. */
    int count() {
        return count;
    }

    /** {@code V1__x.sql, statement 3: }, or nothing before the first file. */
    String place() {
        return file.isEmpty() ? "" : file + ", statement " + inFile + ": ";
    }

    @Override
    public boolean supports(Event event, Context context) {
        return HEARD.contains(event);
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            follow(event, context);
        } catch (SQLException e) {
            throw new FlywayException("the migration's session cannot be looked at: " + Sql.reason(e), e);
        }
    }

    private void follow(Event event, Context context) throws SQLException {
        switch (event) {
            case BEFORE_EACH_MIGRATE -> {
                file = context.getMigrationInfo() == null
                        ? ""
                        : context.getMigrationInfo().getScript();
                inFile = 0;
                fileIsNew = true;
            }
            case BEFORE_EACH_MIGRATE_STATEMENT -> {
                inFile++;
                progress.doing(null, file + ", statement " + inFile);
                if (isWatched(context)) {
                    if (fileIsNew) {
                        fileIsNew = false;
                        watch.file(context.getConnection());
                    }
                    watch.begins(context.getConnection(), file, inFile);
                }
                begun = System.nanoTime();
            }
            case AFTER_EACH_MIGRATE_STATEMENT -> {
                long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
                count++;
                if (isWatched(context)) {
                    watch.ended(context.getConnection(), file, inFile, millis);
                }
            }
            default -> throw new IllegalStateException("not asked for: " + event);
        }
    }

    private static boolean isWatched(Context context) {
        return context.getStatement() == null
                || !Script.isPreamble(context.getStatement().getSql());
    }

    @Override
    public String getCallbackName() {
        return "tidegate";
    }
}
