package io.tidegate.contracts.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
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
 * @param target the database, as its agent knows it
 * @param channel the chat channel's id or {@code #name}
 * @param statusEvery the longest silence in the channel while a window is open
 * @param approvals roles whose go is needed; at least two, held by different people
 * @param onFailure what happens when a step of an open window fails
 * @param support where stakeholders turn to, for instance an address; shown in notices
 */
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
        @Nullable String support) {

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
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Member(
            String role,
            String person,
            String name,
            @Nullable String backup,
            @Nullable String email) {
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
        @JsonProperty("rolled-back")
        ROLLED_BACK,
        @JsonProperty("postponed")
        POSTPONED,
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
        @JsonProperty("rolled-back")
        ROLLED_BACK,
        @JsonProperty("postponed")
        POSTPONED,
        @JsonProperty("cancelled")
        CANCELLED
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
     * One condition of go. Exactly one of {@code step}, {@code notice} and {@code attestedBy} is there.
     *
     * @param step met when this step has succeeded
     * @param notice met when this notice was delivered to every audience without a failure
     * @param attestedBy met when a person with this role says so
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Criterion(
            String id,
            String title,
            @Nullable String step,
            @Nullable String notice,
            @Nullable String attestedBy) {}

    /**
     * @param id unique in the plan
     * @param limit how long one attempt may take
     * @param expected how long it should take, for the forecast; null where nobody knows
     * @param whenStarted for a rollback step: runs only if this step had been handed out
     * @param ifFailed for a rollback step: runs only if this earlier step of the rollback has failed, in its place
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            String id,
            String title,
            Phase phase,
            Duration limit,
            @Nullable Duration expected,
            @Nullable String whenStarted,
            @Nullable String ifFailed,
            Work run) {}

    /** What happens when a step of an open window fails. */
    public enum OnFailure {
        /** Roll back at once. */
        @JsonProperty("roll-back")
        ROLL_BACK,
        /** Wait for a person to retry or roll back. */
        @JsonProperty("ask")
        ASK
    }

    /** The step of the rollback that takes the place of this one when it fails. */
    public Optional<Step> insteadOf(String id) {
        return rollback.stream().filter(step -> id.equals(step.ifFailed())).findFirst();
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

    /** Names by chat user id, for texts. */
    public Map<String, String> names() {
        return team.stream()
                .collect(java.util.stream.Collectors.toMap(
                        Member::person, Member::name, (first, second) -> first, java.util.LinkedHashMap::new));
    }
}
