package io.tidegate.local.workspace.channel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything said in the workspace. Safe to use by many; listeners hear of changes in their order. */
public final class Chat {
    private final Stamps stamps;
    private final Map<String, Message> messages = new TreeMap<>(Comparator.comparingLong(Stamps::micros));
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    public Chat(Stamps stamps) {
        this.stamps = stamps;
    }

    /** Puts back what was said before a restart; nobody is told. */
    public synchronized void restore(Collection<Message> earlier) {
        for (Message message : earlier) {
            messages.put(message.ts(), message);
            stamps.past(message.ts());
        }
    }

    /** A listener must be quick: what is said next waits for it. */
    public void listen(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** Says it in the channel. */
    public Message post(String channel, String author, Content content) {
        return add(channel, author, content, null, false, null);
    }

    /** @param threadTs of the message that the thread belongs to */
    public Message reply(String channel, String author, Content content, String threadTs, boolean broadcast) {
        return add(channel, author, content, threadTs, broadcast, null);
    }

    /** Says it to one person alone. */
    public Message whisper(String channel, String author, Content content, String reader, @Nullable String threadTs) {
        return add(channel, author, content, threadTs, false, reader);
    }

    private synchronized Message add(
            String channel,
            String author,
            Content content,
            @Nullable String threadTs,
            boolean broadcast,
            @Nullable String reader) {
        Message message = new Message(
                channel,
                stamps.next(),
                author,
                content.text(),
                content.blocks(),
                threadTs,
                broadcast,
                reader,
                content.metadata(),
                0,
                null,
                false);
        return put(Change.Kind.POSTED, message);
    }

    /** Empty when there is no such message. */
    public synchronized Optional<Message> change(String ts, Content content) {
        return Optional.ofNullable(messages.get(ts))
                .filter(message -> !message.deleted())
                .map(message -> put(
                        Change.Kind.CHANGED,
                        message.changed(content.text(), content.blocks(), content.metadata(), stamps.next())));
    }

    /** Empty when there is no such message. One with replies leaves a sign of itself. */
    public synchronized Optional<Message> delete(String ts) {
        return Optional.ofNullable(messages.get(ts))
                .filter(message -> !message.deleted())
                .map(message -> {
                    if (!replies(ts).isEmpty()) {
                        return put(Change.Kind.CHANGED, message.tombstone(Content.none(), stamps.next()));
                    }
                    messages.remove(ts);
                    tell(new Change(Change.Kind.DELETED, message));
                    return message;
                });
    }

    private Message put(Change.Kind kind, Message message) {
        messages.put(message.ts(), message);
        tell(new Change(kind, message));
        return message;
    }

    private void tell(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }

    public synchronized Optional<Message> find(String ts) {
        return Optional.ofNullable(messages.get(ts));
    }

    /** All of a channel, oldest first: replies and what single people see included. */
    public synchronized List<Message> in(String channel) {
        List<Message> found = new ArrayList<>();
        messages.values().stream()
                .filter(message -> message.channel().equals(channel))
                .forEach(found::add);
        return List.copyOf(found);
    }

    /** Replies that all see, oldest first. */
    public synchronized List<Message> replies(String threadTs) {
        return messages.values().stream()
                .filter(message -> message.isIn(threadTs) && !message.isEphemeral())
                .toList();
    }
}
