package io.tidegate.notifier.delivery;

import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.report.Report;
import io.tidegate.contracts.window.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a notice to an audience over a medium, in numbers.
 *
 * @param revision 0 for the first report; a correction counts up
 * @param published 1 for what stands on the page
 * @param skipped letters that did not go out because they were not true or not wanted any more
 * @param reasons why letters failed, are uncertain or were skipped, without repetition; never an address
 */
public record Account(
        String window,
        String notice,
        String audience,
        Plan.Medium medium,
        int revision,
        int published,
        int sent,
        int failed,
        int uncertain,
        int skipped,
        String remark,
        List<String> reasons) {

    public Account {
        reasons = List.copyOf(reasons);
    }

    /** The same however often it is reported. */
    public String messageId() {
        String id = idOf(window, notice, audience, medium);
        return revision == 0 ? id : id + "/" + revision;
    }

    /** {@code <window>/<notice>/<audience>/<medium>}. */
    public static String idOf(String window, String notice, String audience, Plan.Medium medium) {
        return window + "/" + notice + "/" + Window.deliveryKey(audience, medium);
    }

    public Report.NoticeDelivered report() {
        return new Report.NoticeDelivered(notice, 1, audience, medium, published + sent, failed, uncertain, detail());
    }

    private String detail() {
        List<String> parts = new ArrayList<>();
        if (!remark.isEmpty()) {
            parts.add(remark);
        }
        if (skipped > 0) {
            parts.add(skipped + " not sent");
        }
        parts.addAll(reasons);
        return String.join("; ", parts);
    }
}
