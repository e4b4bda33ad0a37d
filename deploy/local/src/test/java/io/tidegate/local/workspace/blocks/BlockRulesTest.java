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

    private static final String OPTION = "{'text':{'type':'plain_text','text':'15 min'},'value':'15m'}";

    private static String input(String element) {
        return "[{'type':'input','label':{'type':'plain_text','text':'Why?'},'element':" + element + "}]";
    }

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
                Arguments.of("[{'type':'input','element':{'type':'plain_text_input'}}]", "/blocks/0/label"),
                Arguments.of(input("{'type':'button'}"), "/blocks/0/element/type"),
                Arguments.of(input("{'type':'plain_text_input','max_length':3001}"), "/blocks/0/element/max_length"),
                Arguments.of(input("{'type':'static_select'}"), "/blocks/0/element"),
                Arguments.of(
                        input("{'type':'static_select','options':[" + OPTION + "],'initial_option':"
                                + OPTION.replace("15m", "5m") + "}"),
                        "/blocks/0/element/initial_option"),
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

    @Test
    void whatIsFilledInIsTaken() {
        assertThat(BlockRules.problems(
                        json(input("{'type':'plain_text_input','multiline':true,'max_length':1000}")),
                        BlockRules.MOST_IN_VIEW))
                .isEmpty();
        assertThat(BlockRules.problems(
                        json(input(
                                "{'type':'static_select','options':[" + OPTION + "],'initial_option':" + OPTION + "}")),
                        BlockRules.MOST_IN_VIEW))
                .isEmpty();
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"'), JsonNode.class);
    }
}
