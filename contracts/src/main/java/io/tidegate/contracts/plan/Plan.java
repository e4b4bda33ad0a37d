package io.tidegate.contracts.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one migration. Read from YAML by {@link PlanReader}, which fills in every default, so that a plan
 * in an event says all that it means.
 *
 * @param name lower-case letters, digits and hyphens; the word people type after {@code /migration schedule}
 * @param title what people call the migration
 * @param summary one sentence for stakeholders: what changes for them
 * @param target the database, as its agent knows it; of a plan for several, the first, until it is narrowed to one
 * @param channel the chat channel's id or {@code #name}
 * @param statusEvery the longest silence in the channel while a window is open
 * @param approvals roles whose go is needed; at least two, held by different people
 * @param onFailure what happens when a step of an open window fails
 * @param support where stakeholders turn to, for instance an address; shown in notices
 * @param availability when roles are asked whether they will be there; null where nobody is asked
 * @param contingencies what is done where things do not go as planned; null in logs of before there were any
 * @param followUps what a role looks after once the window is over, sign-offs among it
 * @param blackouts days on which no window may be
 * @param waves the targets of a plan for several; null where there is one, and so in every window's plan
 * @param targetTitle what people call the target, of several; null where the plan has no words for it
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Plan(
        String name,
        String title,
        String summary,
        String target,
        String channel,
        Timing window,
        Duration statusEvery,
        List<Member> team,
        List<String> approvals,
        List<Audience> audiences,
        List<Notice> notices,
        List<Criterion> criteria,
        List<Step> steps,
        OnFailure onFailure,
        List<Step> rollback,
        @Nullable String support,
        @Nullable Availability availability,
        @Nullable Contingencies contingencies,
        List<FollowUp> followUps,
        List<Blackout> blackouts,
        @Nullable Waves waves,
        @Nullable String targetTitle) {

    /**
     * One plan for several targets, a group of them after another.
     *
     * @param targets in the order in which their turn comes; each once
     * @param atOnce how many windows begin together
     * @param every from the start of one group to the start of the next; at least the window's length
     * @param titles what people call the targets, by target; one that is not in it goes by its own name
     */
    public record Waves(List<String> targets, int atOnce, Duration every, Map<String, String> titles) {
        public Waves(List<String> targets, int atOnce, Duration every) {
            this(targets, atOnce, every, Map.of());
        }

        /** The target as people know it. */
        public String titleOf(String target) {
            return titles.getOrDefault(target, target);
        }

        /** @param place of a target, from 1 */
        public int groupOf(int place) {
            return (place - 1) / atOnce + 1;
        }

        /** How long after the first group's start that target's window starts. */
        public Duration delayOf(int place) {
            return every.multipliedBy(groupOf(place) - 1L);
        }
    }

    /**
     * @param zone the zone that the plan's local times are in
     * @param start local start, or null when only {@code schedule} names it
     * @param length planned length of the window
     * @param downtime expected time without the application, for stakeholders
     * @param decision how long before the start go or no-go is decided
     * @param watch how long thresholds are watched after reopening
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Timing(
            ZoneId zone,
            @Nullable LocalDateTime start,
            Duration length,
            Duration downtime,
            Duration decision,
            Duration watch) {}

    /**
     * @param role for instance {@code migration-lead}
     * @param person the chat user's id
     * @param backup the chat user's id of whoever stands in, or null
     * @param whatsapp phone number in E.164 form, where the person is to be reached so in an escalation
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Member(
            String role,
            String person,
            String name,
            @Nullable String backup,
            @Nullable String email,
            @Nullable String whatsapp) {
        public Member(String role, String person, String name, @Nullable String backup, @Nullable String email) {
            this(role, person, name, backup, email, null);
        }

        public boolean heldBy(String userId) {
            return userId.equals(person) || userId.equals(backup);
        }
    }

    /**
     * @param zone the zone that this audience's notices say times in
     * @param email addresses
     * @param whatsapp phone numbers in E.164 form, of people who have opted in
     */
    public record Audience(String name, ZoneId zone, List<String> email, List<String> whatsapp) {}

    /** One way to reach an audience. */
    public enum Medium {
        @JsonProperty("email")
        EMAIL,
        @JsonProperty("whatsapp")
        WHATSAPP,
        /** The public status page. */
        @JsonProperty("status-page")
        STATUS_PAGE,
        /** The in-app banner, fed by the status page's summary. */
        @JsonProperty("banner")
        BANNER
    }

    /** The text of a notice. */
    public enum Template {
        @JsonProperty("announce")
        ANNOUNCE,
        @JsonProperty("reminder")
        REMINDER,
        @JsonProperty("starting")
        STARTING,
        @JsonProperty("in-progress")
        IN_PROGRESS,
        @JsonProperty("complete")
        COMPLETE,
        @JsonProperty("extended")
        EXTENDED,
        @JsonProperty("delayed")
        DELAYED,
        /** What was changed is being undone. */
        @JsonProperty("rolling-back")
        ROLLING_BACK,
        @JsonProperty("rolled-back")
        ROLLED_BACK,
        @JsonProperty("postponed")
        POSTPONED,
        /** A new date. */
        @JsonProperty("moved")
        MOVED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    /** What in a window's life sends a notice that has no time of its own. */
    public enum Moment {
        @JsonProperty("opened")
        OPENED,
        @JsonProperty("reopened")
        REOPENED,
        @JsonProperty("overran")
        OVERRAN,
        @JsonProperty("extended")
        EXTENDED,
        @JsonProperty("person-needed")
        PERSON_NEEDED,
        /** The rollback begins. */
        @JsonProperty("rolling-back")
        ROLLING_BACK,
        @JsonProperty("rolled-back")
        ROLLED_BACK,
        @JsonProperty("postponed")
        POSTPONED,
        @JsonProperty("moved")
        MOVED,
        @JsonProperty("cancelled")
        CANCELLED;

        /** May happen more than once in a window, and people are told each time. */
        public boolean isToldEachTime() {
            return switch (this) {
                case EXTENDED, MOVED -> true;
                case OPENED, REOPENED, OVERRAN, PERSON_NEEDED, ROLLING_BACK, ROLLED_BACK, POSTPONED, CANCELLED -> false;
            };
        }
    }

    /**
     * Exactly one of {@code at} and {@code on} is there.
     *
     * @param at an offset before the start: {@code D-14}, {@code D-1 16:00} (that local time), {@code T-30m},
     *     {@code T-0}
     * @param audiences names of audiences
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Notice(
            String id,
            @Nullable Offset at,
            @Nullable Moment on,
            Template template,
            List<String> audiences,
            List<Medium> channels) {}

    /**
     * One condition of go. Exactly one of {@code step}, {@code notice}, {@code attestedBy} and {@code state} is there.
     *
     * @param step met when this step has succeeded
     * @param notice met when this notice, or that of a date for which it is too late, was delivered to all without a failure
     * @param attestedBy met when a person with this role says so
     * @param state met while this is so
     * @param maxAge for how long a step's success counts; then it is run again. Null: for ever
     * @param override the role that may let the window go without this criterion; null where nobody may
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Criterion(
            String id,
            String title,
            @Nullable String step,
            @Nullable String notice,
            @Nullable String attestedBy,
            @Nullable Known state,
            @Nullable Duration maxAge,
            @Nullable String override) {
        public Criterion(
                String id, String title, @Nullable String step, @Nullable String notice, @Nullable String attestedBy) {
            this(id, title, step, notice, attestedBy, null, null, null);
        }
    }

    /** What the orchestrator knows by itself. */
    public enum Known {
        /** Everybody who was asked has said that they, or who stands in for them, will be there. */
        @JsonProperty("team-available")
        TEAM_AVAILABLE,
        /** The target's agent is heard. */
        @JsonProperty("agent-heard")
        AGENT_HEARD
    }

    /**
     * @param id unique in the plan
     * @param limit how long one attempt may take
     * @param expected how long it should take, for the forecast; null where nobody knows
     * @param whenStarted for a rollback step: runs only if this step had been handed out
     * @param ifFailed runs only if this earlier step has failed, in its place
     * @param by so long after the window's start it should be done; null where there is no such moment
     * @param onFailure what happens when it fails; null for what the plan says
     * @param fix time for people to mend it before that happens; null for what the plan says
     * @param maySkip roles that may leave it out
     */
    @RecordBuilder
    @RecordBuilder.Options(addClassRetainedGenerated = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String id,
            String title,
            Phase phase,
            Duration limit,
            @Nullable Duration expected,
            @Nullable String whenStarted,
            @Nullable String ifFailed,
            @Nullable Duration by,
            @Nullable OnFailure onFailure,
            @Nullable Duration fix,
            List<String> maySkip,
            Work run) {
        public Step(
                String id,
                String title,
                Phase phase,
                Duration limit,
                @Nullable Duration expected,
                @Nullable String whenStarted,
                @Nullable String ifFailed,
                Work run) {
            this(id, title, phase, limit, expected, whenStarted, ifFailed, null, null, null, List.of(), run);
        }

        /** A person does it, and no agent. */
        public boolean isManual() {
            return run instanceof Work.Manual;
        }
    }

    /**
     * @param ask when each role is asked
     * @param answerWithin the time to answer; then whoever stands in is asked
     * @param roles who is asked; none for the whole team
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Availability(Offset ask, Duration answerWithin, List<String> roles) {
        public boolean asks(String role) {
            return roles.isEmpty() || roles.contains(role);
        }
    }

    /**
     * What is done where things do not go as planned. What only people may decide is proposed to them.
     *
     * @param fix time to mend a failed step and try it again, before the plan's {@code on-failure} rolls back; null for
     *     none
     * @param goOnUnder with less than this left to do, an overrun is no reason to ask anybody
     * @param bugShare a bug that affects fewer users than this, in percent, is written down for later
     * @param corruption what happens when somebody reports that data is being damaged
     * @param watchdog so long without progress, and people are told which step blocks
     * @param escalation who is called when nobody answers, in the order of levels
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Contingencies(
            @Nullable Duration fix,
            Duration goOnUnder,
            int bugShare,
            OnFailure corruption,
            Duration watchdog,
            List<Level> escalation) {
        /** Where a plan says nothing: the runbooks' figures. */
        public static final Contingencies USUAL =
                new Contingencies(null, Duration.ofMinutes(15), 10, OnFailure.ASK, Duration.ofMinutes(10), List.of());

        /** Scenario 2 of the runbook. */
        private static final Duration USUAL_FIX = Duration.ofMinutes(10);

        /** How long mending may take where a person wishes for time to mend and does not say how much. */
        public Duration timeToMend() {
            return fix == null ? USUAL_FIX : fix;
        }
    }

    /**
     * One level of escalation.
     *
     * @param after so long after the question was put
     * @param roles who is called
     * @param channels how
     */
    public record Level(Duration after, List<String> roles, List<Reach> channels) {}

    /** A way to call one of the team. */
    public enum Reach {
        @JsonProperty("chat")
        CHAT,
        @JsonProperty("email")
        EMAIL,
        @JsonProperty("whatsapp")
        WHATSAPP,
        /** An incident service, as the notifier's configuration knows it. */
        @JsonProperty("webhook")
        WEBHOOK
    }

    /**
     * What a role looks after once the window is over.
     *
     * @param after so long after the window's end; nothing for a sign-off
     * @param on the end that it belongs to
     */
    public record FollowUp(String id, String title, String role, Duration after, Outcome on) {}

    /** How a window that was opened ends. */
    public enum Outcome {
        @JsonProperty("completed")
        COMPLETED,
        @JsonProperty("rolled-back")
        ROLLED_BACK,
        /** Either way. */
        @JsonProperty("any")
        ANY
    }

    /**
     * Days on which no window may be, in the plan's zone.
     *
     * @param to the last of them
     */
    public record Blackout(LocalDate from, LocalDate to, String why) {}

    /** What happens when a step of an open window fails. */
    public enum OnFailure {
        /** Roll back at once. */
        @JsonProperty("roll-back")
        ROLL_BACK,
        /** Wait for a person to retry or roll back. */
        @JsonProperty("ask")
        ASK
    }

    /**
     * The plan for one of its targets: a plan as any other. Its title names the target, so that people who hear of two
     * windows know which is which.
     */
    public Plan on(String one) {
        String called = waves == null ? null : waves.titles().get(one);
        return PlanBuilder.builder(this)
                .target(one)
                .targetTitle(called)
                .title(title + inParentheses(called == null ? one : called))
                .waves(null)
                .build();
    }

    /** The target as people know it. */
    public String targetInWords() {
        return targetTitle == null ? target : targetTitle;
    }

    /** Of a plan for one of several targets, the title that it has with them. */
    public String titleOfAll() {
        String added = inParentheses(targetInWords());
        return title.endsWith(added) ? title.substring(0, title.length() - added.length()) : title;
    }

    private static String inParentheses(String target) {
        return " (" + target + ")";
    }

    /** The step that takes the place of this one when it fails. */
    public Optional<Step> insteadOf(String id) {
        return Stream.concat(steps.stream(), rollback.stream())
                .filter(step -> id.equals(step.ifFailed()))
                .findFirst();
    }

    /** What is done where things do not go as planned: the plan's, or what is usual. */
    public Contingencies inTrouble() {
        return contingencies == null ? Contingencies.USUAL : contingencies;
    }

    /** What happens when that step fails: the step's own, or the plan's. */
    public OnFailure onFailureOf(Step step) {
        return step.onFailure() == null ? onFailure : step.onFailure();
    }

    /** Time to mend that step before it leads to a rollback: the step's own, or the plan's. */
    public Optional<Duration> fixOf(Step step) {
        return Optional.ofNullable(step.fix() == null ? inTrouble().fix() : step.fix());
    }

    public Optional<FollowUp> followUp(String id) {
        return followUps.stream().filter(followUp -> followUp.id().equals(id)).findFirst();
    }

    public Optional<Criterion> criterion(String id) {
        return criteria.stream().filter(criterion -> criterion.id().equals(id)).findFirst();
    }

    /**
     * Are these two chat users one human being? Two accounts with one mail address, phone number or name are.
     *
     * @param userId of somebody in the team
     */
    public boolean isSamePerson(String userId, String otherId) {
        return userId.equals(otherId)
                || team.stream()
                        .filter(member -> member.person().equals(userId))
                        .anyMatch(one -> team.stream()
                                .filter(member -> member.person().equals(otherId))
                                .anyMatch(other -> one.name().equals(other.name())
                                        || one.email() != null && one.email().equalsIgnoreCase(other.email())
                                        || one.whatsapp() != null
                                                && one.whatsapp().equals(other.whatsapp())));
    }

    /** The step of that id, among the steps and the rollback's. */
    public Optional<Step> step(String id) {
        return Stream.concat(steps.stream(), rollback.stream())
                .filter(step -> step.id().equals(id))
                .findFirst();
    }

    public Optional<Notice> notice(String id) {
        return notices.stream().filter(notice -> notice.id().equals(id)).findFirst();
    }

    public Optional<Audience> audience(String name) {
        return audiences.stream()
                .filter(audience -> audience.name().equals(name))
                .findFirst();
    }

    /** The roles that a person holds, himself or as a backup, in the order of the team. */
    public List<String> rolesOf(String userId) {
        return team.stream()
                .filter(member -> member.heldBy(userId))
                .map(Member::role)
                .toList();
    }

    /** Who stands in for that person in that role; empty for nobody, and for whoever stands in already. */
    public Optional<String> standIn(String role, String person) {
        return team.stream()
                .filter(member -> member.role().equals(role) && member.person().equals(person))
                .map(Member::backup)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** Names by chat user id, for texts. */
    public Map<String, String> names() {
        return team.stream()
                .collect(java.util.stream.Collectors.toMap(
                        Member::person, Member::name, (first, second) -> first, java.util.LinkedHashMap::new));
    }
}
