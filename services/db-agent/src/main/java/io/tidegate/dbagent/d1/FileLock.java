package io.tidegate.dbagent.d1;

import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.dbagent.database.PolledLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A locked file: beside a local database, in the agent's home for a remote one, which has no place for a lock. What a step
 * has at work are programs, and those are ended with it.
 */
public final class FileLock extends PolledLock {
    private static final Logger LOG = LoggerFactory.getLogger(FileLock.class);

    private final Path file;
    private @Nullable FileChannel channel;

    FileLock(Path file) {
        this.file = file;
    }

    public static FileLock of(AgentConfig.D1 d1, Path home) {
        return new FileLock(
                switch (d1.place()) {
                    case AgentConfig.D1.Local(Path persistTo) -> persistTo.resolve("tidegate-" + d1.name() + ".lock");
                    case AgentConfig.D1.Remote remote -> home.resolve("target.lock");
                });
    }

    @Override
    public synchronized boolean isHeld() {
        return channel != null && channel.isOpen() && Files.exists(file);
    }

    @Override
    public void endWork() {}

    @Override
    public synchronized void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("The lock's file is closed already: {}", e.toString());
            }
            channel = null;
        }
    }

    @Override
    protected String untaken(Exception e) {
        return "The target's lock " + file + " cannot be taken yet: " + e;
    }

    @Override
    protected synchronized boolean take() throws IOException {
        close();
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        FileChannel opened = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean done = false;
        try {
            done = opened.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            LOG.debug("Another part of this process holds the lock");
        } finally {
            if (done) {
                channel = opened;
            } else {
                opened.close();
            }
        }
        return done;
    }
}
