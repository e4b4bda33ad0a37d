package io.tidegate.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.diff.PlanChange.Area;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Durations;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is done, in which order, within which bounds; on the way there and on the way back. */
final class StepChanges {
    /** How the agent does it and not what it does: nobody notices. */
    private static final Set<String> QUIET = Set.of("jobs");

    /** What a rehearsal has from the plan's own steps, where the difference is told already. */
    private static final Set<String> MIRRORED = Set.of("driver", "migrations", "populate", "verify");

    private static final Pattern BOUND = Pattern.compile("-?\\d+(\\.\\d+)?|(\\d+[dhms])+");

    private final Changes changes = new Changes();
    private final List<String> quiet = new ArrayList<>();

    StepChanges(Plan before, Plan after) {
        compare(before.steps(), after.steps(), Area.STEPS, Area.BOUNDS);
        compare(before.rollback(), after.rollback(), Area.ROLLBACK, Area.ROLLBACK);
    }

    List<PlanChange> changes() {
        return changes.all();
    }

    List<String> quiet() {
        return quiet;
    }

    private void compare(List<Plan.Step> before, List<Plan.Step> after, Area area, Area bounds) {
        for (Plan.Step was : before) {
            if (find(after, was.id()).isEmpty()) {
                say(area, was, "'" + was.title() + "' is not done any more.");
            }
        }
        for (Plan.Step is : after) {
            find(before, is.id())
                    .ifPresentOrElse(
                            was -> changed(was, is, area, bounds),
                            () -> say(
                                    area,
                                    is,
                                    "'" + is.title() + "' is new, in the phase "
                                            + is.phase().label() + place(after, is) + "."));
        }
        order(before, after, area);
    }

    private static String place(List<Plan.Step> steps, Plan.Step step) {
        int index = steps.indexOf(step);
        return index == 0
                ? ", before all others"
                : ", after '" + steps.get(index - 1).title() + "'";
    }

    /** Those that are not in the longest run of steps that kept their order have moved. */
    private void order(List<Plan.Step> before, List<Plan.Step> after, Area area) {
        List<String> old = before.stream()
                .map(Plan.Step::id)
                .filter(id -> find(after, id).isPresent())
                .toList();
        List<String> now =
                after.stream().map(Plan.Step::id).filter(old::contains).toList();
        List<String> kept = CommonOrder.of(old, now);
        for (String id : now) {
            if (!kept.contains(id)) {
                Plan.Step step = find(after, id).orElseThrow();
                say(area, step, "'" + step.title() + "' has another place" + place(after, step) + ".");
            }
        }
    }

    private void changed(Plan.Step was, Plan.Step is, Area area, Area bounds) {
        differ(area, is, "is called", was.title(), is.title(), was.title());
        differ(area, is, "is in the phase", was.phase().label(), is.phase().label(), is.title());
        differ(bounds, is, "may take", words(was.limit()), words(is.limit()), is.title());
        differ(bounds, is, "is expected to take", words(was.expected()), words(is.expected()), is.title());
        differ(
                area,
                is,
                "runs only if this was begun:",
                Objects.requireNonNullElse(was.whenStarted(), "always"),
                Objects.requireNonNullElse(is.whenStarted(), "always"),
                is.title());
        differ(
                area,
                is,
                "takes the place of",
                Objects.requireNonNullElse(was.ifFailed(), "nothing"),
                Objects.requireNonNullElse(is.ifFailed(), "nothing"),
                is.title());
        differ(bounds, is, "should be done", moment(was.by()), moment(is.by()), is.title());
        differ(area, is, "leads, when it fails, to", failure(was.onFailure()), failure(is.onFailure()), is.title());
        differ(area, is, "may be mended for", fix(was.fix()), fix(is.fix()), is.title());
        differ(area, is, "may be left out by", roles(was.maySkip()), roles(is.maySkip()), is.title());
        run(was, is, area, bounds);
    }

    private static String moment(@Nullable Duration afterStart) {
        return afterStart == null ? "at no set time" : Durations.format(afterStart) + " after the start";
    }

    private static String failure(Plan.@Nullable OnFailure onFailure) {
        return switch (onFailure) {
            case null -> "what the plan says";
            case ROLL_BACK -> "a rollback at once";
            case ASK -> "a question to people";
        };
    }

    private static String fix(@Nullable Duration fix) {
        return fix == null ? "as long as the plan says" : fix.isZero() ? "no time" : Durations.format(fix);
    }

    private static String roles(List<String> roles) {
        return roles.isEmpty() ? "nobody" : String.join(" and ", roles);
    }

    private void run(Plan.Step was, Plan.Step is, Area area, Area bounds) {
        Map<String, String> old = members(was.run());
        Map<String, String> now = members(is.run());
        String kind = now.getOrDefault("kind", "");
        if (!kind.equals(old.get("kind"))) {
            say(area, is, "'" + is.title() + "' is a " + kind + " instead of a " + old.get("kind") + ".");
            return;
        }
        Set<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String from = old.getOrDefault(name, "nothing");
            String to = now.getOrDefault(name, "nothing");
            if (from.equals(to) || (is.run() instanceof Work.Rehearse && MIRRORED.contains(name.split("[.\\[]")[0]))) {
                continue;
            }
            String text = "'" + is.title() + "': " + name + " is " + to + " instead of " + from + ".";
            if (QUIET.contains(name)) {
                quiet.add(text);
            } else {
                say(isBound(from, to) ? bounds : area, is, text);
            }
        }
    }

    /** A number or a duration, as opposed to a name. */
    private static boolean isBound(String from, String to) {
        return BOUND.matcher(from).matches() && BOUND.matcher(to).matches();
    }

    /** Every value of a step's work by its place, named as in a plan: {@code verify.columns[0].type}. */
    private static Map<String, String> members(Work work) {
        Map<String, String> members = new TreeMap<>();
        flatten("", Json.mapper().valueToTree(work), members);
        return members;
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            path.isEmpty() ? kebab(entry.getKey()) : path + "." + kebab(entry.getKey()),
                            entry.getValue(),
                            into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(path + "[" + i + "]", node.get(i), into);
            }
        } else if (!node.isNull()) {
            into.put(path, node.asText());
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String words(@Nullable Duration duration) {
        return duration == null ? "nobody knows how long" : Durations.format(duration);
    }

    private void differ(Area area, Plan.Step step, String what, String was, String is, String title) {
        changes.differ(area, step.id(), "'" + title + "' " + what, was, is);
    }

    private static Optional<Plan.Step> find(List<Plan.Step> steps, String id) {
        return steps.stream().filter(step -> step.id().equals(id)).findFirst();
    }

    private void say(Area area, Plan.Step step, String text) {
        changes.say(area, step.id(), text);
    }
}
