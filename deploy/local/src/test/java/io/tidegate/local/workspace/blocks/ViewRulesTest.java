package io.tidegate.local.workspace.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.contracts.json.Json;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ViewRulesTest {
    private static ObjectNode modal() {
        return Json.read("""
                {"type":"modal","title":{"type":"plain_text","text":"Hold"},"submit":{"type":"plain_text","text":"Hold"},
                "close":{"type":"plain_text","text":"Not now"},"callback_id":"hold","private_metadata":"w-1","blocks":[
                {"type":"input","label":{"type":"plain_text","text":"Why?"},"element":{"type":"plain_text_input",
                "focus_on_load":true}}]}""", ObjectNode.class);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                wrong("/view/title", modal -> modal.remove("title")),
                wrong("/view/title/text", modal -> text(modal, "title").put("text", "x".repeat(25))),
                wrong("/view/submit/text", modal -> text(modal, "submit").put("text", "x".repeat(25))),
                wrong("/view/close", modal -> text(modal, "close").put("type", "mrkdwn")),
                wrong("/view", modal -> modal.remove("submit")),
                wrong("/view/callback_id", modal -> modal.put("callback_id", "x".repeat(256))),
                wrong("/view/private_metadata", modal -> modal.put("private_metadata", "x".repeat(3_001))),
                wrong("/view/blocks", modal -> modal.remove("blocks")),
                wrong("/view/blocks", modal -> modal.withArray("blocks")
                        .add(modal.at("/blocks/0").deepCopy())),
                wrong("/view/blocks/0/label", modal -> ((ObjectNode) modal.at("/blocks/0")).remove("label")));
    }

    private static Arguments wrong(String place, Consumer<ObjectNode> change) {
        ObjectNode modal = modal();
        change.accept(modal);
        return Arguments.of(place, modal);
    }

    private static ObjectNode text(ObjectNode modal, String field) {
        return (ObjectNode) modal.path(field);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamedWithItsPlace(String place, JsonNode modal) {
        assertThat(ViewRules.problems(modal)).extracting(Problem::pointer).containsExactly(place);
    }

    @Test
    void whatIsRightIsOpened() {
        assertThat(ViewRules.problems(modal())).isEmpty();
    }
}
