package io.tidegate.local.workspace;

import static com.slack.api.model.block.Blocks.input;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static com.slack.api.model.block.composition.BlockCompositions.option;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.plainTextInput;
import static com.slack.api.model.block.element.BlockElements.staticSelect;
import static com.slack.api.model.view.Views.view;
import static com.slack.api.model.view.Views.viewClose;
import static com.slack.api.model.view.Views.viewSubmit;
import static com.slack.api.model.view.Views.viewTitle;

import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.view.View;
import java.util.List;

/** What a bot may ask. */
final class Modals {
    private Modals() {}

    static View extend() {
        return titled("Extend");
    }

    static View titled(String title) {
        List<OptionObject> times =
                List.of(option(plainText("15 minutes"), "15m"), option(plainText("30 minutes"), "30m"));
        return view(modal -> modal.type("modal")
                .callbackId("extend")
                .privateMetadata("w-1")
                .title(viewTitle(text -> text.type("plain_text").text(title)))
                .submit(viewSubmit(text -> text.type("plain_text").text("Extend")))
                .close(viewClose(text -> text.type("plain_text").text("Not now")))
                .blocks(List.of(
                        section(block -> block.text(markdownText("The planned end moves for <@U0BUDI>."))),
                        input(block -> block.blockId("time")
                                .label(plainText("By how much?"))
                                .element(staticSelect(select ->
                                        select.actionId("chosen").options(times).initialOption(times.getFirst())))),
                        input(block -> block.blockId("reason")
                                .label(plainText("Why?"))
                                .hint(plainText("It goes into the log."))
                                .element(plainTextInput(text -> text.actionId("written")
                                        .multiline(true)
                                        .maxLength(50)
                                        .focusOnLoad(true)
                                        .placeholder(plainText("For instance: the index takes longer"))))))));
    }
}
