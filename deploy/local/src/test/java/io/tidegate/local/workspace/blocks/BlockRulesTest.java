package io.tidegate.local.workspace.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.contracts.json.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BlockRulesTest {
    private static final String BUTTON = "{'type':'button','action_id':'a','text':{'type':'plain_text','text':'Go'}}";

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("[{'type':'nothing'}]", "/blocks/0/type"),
                Arguments.of("[{'type':'section'}]", "/blocks/0"),
                Arguments.of("[{'type':'section','text':{'type':'mrkdwn','text':''}}]", "/blocks/0/text/text"),
                Arguments.of("[{'type':'header','text':{'type':'mrkdwn','text':'x'}}]", "/blocks/0/text"),
                Arguments.of("[{'type':'actions','elements':[]}]", "/blocks/0/elements"),
                Arguments.of(
                        "[{'type':'actions','elements':[" + BUTTON + "," + BUTTON + "]}]",
                        "/blocks/0/elements/1/action_id"),
                Arguments.of(
                        "[{'type':'actions','elements':[" + BUTTON.replace("}}", "},'style':'loud'}") + "]}]",
                        "/blocks/0/elements/0/style"),
                Arguments.of(
                        "[{'type':'divider','block_id':'x'},{'type':'divider','block_id':'x'}]", "/blocks/1/block_id"),
                Arguments.of("[{'type':'image','image_url':'https://x.example/y.png'}]", "/blocks/0/alt_text"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void whatIsWrongIsNamedWithItsPlace(String blocks, String place) {
        assertThat(BlockRules.problems(json(blocks), BlockRules.MOST_IN_MESSAGE))
                .extracting(Problem::pointer)
                .containsExactly(place);
    }

    @Test
    void whatIsRightIsTaken() {
        JsonNode blocks = json("[{'type':'divider'},{'type':'actions','elements':[" + BUTTON + "]},"
                + "{'type':'section','text':{'type':'mrkdwn','text':'x'},'accessory':" + BUTTON + "}]");
        assertThat(BlockRules.problems(blocks, BlockRules.MOST_IN_MESSAGE)).isEmpty();
        assertThat(BlockRules.characters(blocks)).isEqualTo(5);
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'), JsonNode.class);
    }
}
