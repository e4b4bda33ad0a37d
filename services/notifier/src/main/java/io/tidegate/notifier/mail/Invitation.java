package io.tidegate.notifier.mail;

import io.tidegate.notifier.notice.Earlier;
import io.tidegate.notifier.notice.NoticeFacts;
import io.tidegate.notifier.text.NoticeText;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;

/**
 * A notice as an entry in the reader's calendar (RFC 5545, RFC 5546): announced, moved or taken out.
 *
 * @param method {@code REQUEST} or {@code CANCEL}
 * @param calendar with CRLF, folded at 75 octets
 */
record Invitation(String method, String calendar) {
    private static final String PRODUCT = "-//Tidegate//Notifier//EN";
    /** Later numbers fit 31 bits until 2088. */
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");

    /** What a notice does to the entry. */
    private enum Change {
        NONE,
        AS_ANNOUNCED,
        MOVED,
        LONGER,
        GONE
    }

    /** Empty for a notice that changes nothing in a calendar. */
    static Optional<Invitation> of(NoticeFacts facts, NoticeText text, Sender sender, String page, String address) {
        Change change = change(facts);
        if (change == Change.NONE) {
            return Optional.empty();
        }
        Method method = change == Change.GONE ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST;
        Calendar calendar = new Calendar();
        calendar.add(new ProdId(PRODUCT));
        calendar.add(ImmutableVersion.VERSION_2_0);
        calendar.add(ImmutableCalScale.GREGORIAN);
        calendar.add(method);
        calendar.add(event(facts, text, sender, page, address, change));
        return Optional.of(new Invitation(method.getValue(), Folding.fold(calendar.toString())));
    }

    private static Change change(NoticeFacts facts) {
        return switch (facts.template()) {
            case ANNOUNCE, REMINDER -> Change.AS_ANNOUNCED;
            case EXTENDED -> facts.newEnd().isPresent() ? Change.LONGER : Change.NONE;
            case MOVED -> Change.MOVED;
            case POSTPONED, CANCELLED -> Change.GONE;
            case STARTING, IN_PROGRESS, COMPLETE, DELAYED, ROLLING_BACK, ROLLED_BACK -> Change.NONE;
        };
    }

    private static VEvent event(
            NoticeFacts facts, NoticeText text, Sender sender, String page, String address, Change change) {
        VEvent event = new VEvent(false);
        event.add(new Uid(facts.window() + "@" + sender.domain()));
        event.add(new DtStamp(facts.at()));
        event.add(new DtStart<>(facts.startsAt()));
        event.add(new DtEnd<>(facts.newEnd().orElse(facts.endsAt())));
        event.add(new Sequence(sequence(facts, change)));
        event.add(new Summary("Maintenance: " + facts.title()));
        event.add(new Description(text.plain()));
        event.add(new Url(URI.create(page)));
        Status status = change == Change.GONE ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED;
        event.add(status);
        // The application is busy then, not the reader.
        Transp free = ImmutableTransp.TRANSPARENT;
        event.add(free);
        event.add((Organizer) new Organizer(mailto(sender.address())).add(new Cn(sender.name())));
        event.add(attendee(address));
        return event;
    }

    private static Attendee attendee(String address) {
        Attendee attendee = new Attendee(mailto(address));
        attendee.add(Role.NON_PARTICIPANT);
        attendee.add(PartStat.NEEDS_ACTION);
        attendee.add(Rsvp.FALSE);
        return attendee;
    }

    private static URI mailto(String address) {
        try {
            return new URI("mailto", address, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no address", e);
        }
    }

    /**
     * A later change has a greater number (RFC 5546, 2.1.4), without anyone remembering the last one: the second of the
     * change. What only says again what is known has the number of the last change of the dates.
     */
    private static int sequence(NoticeFacts facts, Change change) {
        if (change != Change.AS_ANNOUNCED) {
            return number(facts.at());
        }
        Earlier earlier = facts.earlier();
        return earlier == null ? 0 : number(earlier.changedAt());
    }

    private static int number(Instant change) {
        return Math.toIntExact(Duration.between(FIRST, change).toSeconds());
    }
}
