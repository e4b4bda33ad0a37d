package io.tidegate.dbagent.migration;

import io.tidegate.dbagent.record.WindowRecords;
import java.io.IOException;
import java.util.Optional;

/** Where a run notes each unit before it begins and after it has ended, so that a later run knows where it stands. */
public interface UnitLog {

    Optional<Unit> last() throws IOException;

    /** On disk when this returns, where the log is one that lasts. */
    void note(Unit unit) throws IOException;

    /** In the window's records. */
    static UnitLog in(WindowRecords records, String name) {
        String file = "units-" + name;
        return new UnitLog() {
            @Override
            public Optional<Unit> last() throws IOException {
                return records.read(file, Unit.class);
            }

            @Override
            public void note(Unit unit) throws IOException {
                records.write(file, unit);
            }
        };
    }

    /** For a database that is thrown away in any case. */
    static UnitLog none() {
        return new UnitLog() {
            @Override
            public Optional<Unit> last() {
                return Optional.empty();
            }

            @Override
            public void note(Unit unit) {
                // Nobody will ask.
            }
        };
    }
}
