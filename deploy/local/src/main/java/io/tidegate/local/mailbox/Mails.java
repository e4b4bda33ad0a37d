package io.tidegate.local.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has come in, oldest first. */
final class Mails {
    private final List<Mail> mails = new ArrayList<>();
    private int last;

    synchronized int nextId() {
        return ++last;
    }

    synchronized void add(Mail mail) {
        mails.add(mail);
    }

    synchronized List<Mail> all() {
        return List.copyOf(mails);
    }

    synchronized Optional<Mail> find(int id) {
        return mails.stream().filter(mail -> mail.id() == id).findFirst();
    }

    synchronized void clear() {
        mails.clear();
    }
}
