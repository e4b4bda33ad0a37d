package io.tidegate.slackbot.text;

import io.tidegate.contracts.plan.Plan;
import java.util.stream.Collectors;

/** Who has a role. */
public final class Holders {
    private Holders() {}

    /** The person with this role, and the backup: {@code <@U0RATNA> or <@U0DEWI> (migration-lead)}. */
    public static String of(Plan plan, String role, Markup markup) {
        String people = plan.team().stream()
                .filter(member -> member.role().equals(role))
                .map(member -> {
                    String backup = member.backup();
                    return markup.person(member.person(), member.name())
                            + (backup == null
                                    ? ""
                                    : " or "
                                            + markup.person(backup, plan.names().getOrDefault(backup, backup)));
                })
                .collect(Collectors.joining(" or "));
        return (people.isEmpty() ? "nobody in the team" : people) + " (" + markup.escape(role) + ")";
    }
}
