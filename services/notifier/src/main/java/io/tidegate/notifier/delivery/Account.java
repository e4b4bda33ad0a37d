package io.tidegate.notifier.delivery;

import io.tidegate.contracts.report.Report;
import io.tidegate.notifier.notice.Call;
import io.tidegate.notifier.notice.Matter;
import io.tidegate.notifier.notice.NoticeFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a notice to an audience over a medium, or of a call over a channel, in numbers.
 *
 * @param key the first report's id
 * @param medium as it stands in the ledger
 * @param revision 0 for the first report; a correction counts up
 * @param published 1 for what stands on the page
 * @param skipped letters that did not go out because they were not true or not wanted any more
 * @param reasons why letters failed, are uncertain or were skipped, without repetition; never an address
 */
public record Account(
        String key,
        Matter matter,
        String medium,
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
        return revision == 0 ? key : key + "/" + revision;
    }

    public String window() {
        return matter.window();
    }

    public Report report() {
        return switch (matter) {
            case NoticeFacts notice ->
                new Report.NoticeDelivered(
                        notice.notice(),
                        notice.round(),
                        notice.audience(),
                        Media.of(medium),
                        published + sent,
                        failed,
                        uncertain,
                        detail());
            // Whoever may not have been reached counts as not reached: the next level must not be waited for in vain.
            case Call call ->
                new Report.EscalationDelivered(
                        call.question(), call.level(), call.channel(), sent, failed + uncertain, detail());
        };
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

    /** For logs. */
    @Override
    public String toString() {
        return "report=" + messageId() + " sent=" + (published + sent) + " failed=" + failed + " uncertain=" + uncertain
                + " detail=" + detail();
    }
}
