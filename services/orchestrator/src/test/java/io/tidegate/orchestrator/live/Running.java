package io.tidegate.orchestrator.live;

/** An orchestrator that runs, in this JVM or in one of its own. */
interface Running extends AutoCloseable {
    /** The clock was moved: it may look at it now. */
    void look();

    @Override
    void close();
}
