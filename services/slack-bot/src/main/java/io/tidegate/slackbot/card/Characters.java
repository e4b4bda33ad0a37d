package io.tidegate.slackbot.card;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.ButtonElement;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;

/** How many characters a message's blocks have, which Slack bounds (about 13,200 in all). */
final class Characters {
    /** What a card may have, with some room to spare. */
    static final int MOST = 13_000;

    private Characters() {}

    static int of(Collection<LayoutBlock> blocks) {
        return blocks.stream()
                .flatMap(Characters::texts)
                .filter(Objects::nonNull)
                .mapToInt(text -> text.getText().length())
                .sum();
    }

    private static Stream<? extends TextObject> texts(LayoutBlock block) {
        return switch (block) {
            case HeaderBlock header -> Stream.of(header.getText());
            case SectionBlock section ->
                Stream.concat(
                        Stream.ofNullable(section.getText()),
                        Stream.ofNullable(section.getFields()).flatMap(Collection::stream));
            case ActionsBlock actions -> actions.getElements().stream().flatMap(element -> of((ButtonElement) element));
            case ContextBlock context -> context.getElements().stream().map(TextObject.class::cast);
            case LayoutBlock other -> Stream.empty();
        };
    }

    private static Stream<TextObject> of(ButtonElement button) {
        return Stream.concat(
                Stream.of(button.getText()),
                Stream.ofNullable(button.getConfirm()).flatMap(Characters::of));
    }

    private static Stream<TextObject> of(ConfirmationDialogObject dialog) {
        return Stream.of(dialog.getTitle(), dialog.getText(), dialog.getConfirm(), dialog.getDeny());
    }
}
