package io.tidegate.cli.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tidegate.contracts.Samples;
import io.tidegate.contracts.json.Json;
import io.tidegate.contracts.plan.Plan;
import io.tidegate.contracts.plan.PlanReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever value of a plan is another, the difference says something: no key is forgotten when the plan grows one. */
final class NothingGoesUntoldTest {
    private static final String WHOLE = Samples.SMALL
                    .replace("target: shop", "targets: [shop, { name: bar, title: The bar }]")
                    .replace(
                            "name: users, email",
                            "name: users, zone: Asia/Jakarta, whatsapp: [\"+6281234567890\"], email")
                    .replace("name: Budi }", "name: Budi, email: budi@example.org, whatsapp: \"+6281234567891\" }")
                    .replace("step: preflight }", "step: preflight, max-age: 30m, override: product-owner }")
                    .replace(
                            "limit: 10m, expected: 20s",
                            "limit: 10m, expected: 20s, by: 25m, on-failure: ask, fix: 5m, may-skip: [migration-lead]")
            + """
            waves: { at-once: 1, every: 90m }
            support: support@example.org
            availability: { ask: D-3, answer-within: 24h, roles: [migration-lead, product-owner] }
            contingencies:
              fix: 10m
              go-on-under: 15m
              bug-share: 10
              corruption: ask
              watchdog: 10m
              escalation:
                - { after: 5m, roles: [migration-lead], channels: [chat] }
                - { after: 10m, roles: [product-owner], channels: [chat, email] }
            follow-ups:
              - { id: review, title: Review the logs, role: migration-lead, after: 24h, on: completed }
            blackouts:
              - { from: 2026-12-24, to: 2026-12-26, why: Christmas }
            """;

    /** One of them fits, whatever the value is of. */
    private static final List<? extends JsonNode> OTHERS = Stream.concat(
                    Stream.of(IntNode.valueOf(73), BooleanNode.TRUE, BooleanNode.FALSE),
                    Stream.of(
                                    "other",
                                    "7m",
                                    "D-5",
                                    "T-7m",
                                    "2027-03-03",
                                    "2027-03-03T04:00",
                                    "America/New_York",
                                    "roll-back",
                                    "ask",
                                    "any",
                                    "watch",
                                    "email",
                                    "banner",
                                    "chat",
                                    "reminder",
                                    "cancelled",
                                    "opened",
                                    "agent-heard",
                                    "sql",
                                    "swap-back",
                                    "reopen",
                                    "ROLLBACK")
                            .map(TextNode::valueOf))
            .toList();

    @TestFactory
    Stream<DynamicTest> everyValue() {
        Plan before = Samples.plan(WHOLE);
        JsonNode whole = Json.mapper().valueToTree(before);
        return paths("", whole).stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> assertTold(before, otherAt(whole, path, before))));
    }

    @TestFactory
    Stream<DynamicTest> everyMemberOfAList() {
        Plan before = Samples.plan(WHOLE);
        JsonNode whole = Json.mapper().valueToTree(before);
        return lists("", whole).stream()
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    JsonNode without = whole.deepCopy();
                    ((ArrayNode) without.at(path)).remove(0);
                    assertTold(before, Json.read(Json.write(without), Plan.class));
                }));
    }

    private static void assertTold(Plan before, Plan after) {
        PlanDiff there = PlanDiff.of(before, PlanReader.hash(before), after, PlanReader.hash(after));
        PlanDiff back = PlanDiff.of(after, PlanReader.hash(after), before, PlanReader.hash(before));

        assertThat(there.changes().size() + there.quiet().size()).isPositive();
        assertThat(back.changes().size() + back.quiet().size()).isPositive();
    }

    private static Plan otherAt(JsonNode whole, String path, Plan before) {
        return OTHERS.stream()
                .flatMap(other -> with(whole, path, other).stream())
                .filter(plan -> !plan.equals(before))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no other value of those known fits at " + path));
    }

    private static Optional<Plan> with(JsonNode whole, String path, JsonNode value) {
        JsonNode other = whole.deepCopy();
        int slash = path.lastIndexOf('/');
        String last = path.substring(slash + 1);
        switch (other.at(path.substring(0, slash))) {
            // Another kind of step has other keys.
            case ObjectNode object
            when last.equals("kind") -> object.removeAll().set(last, value);
            case ObjectNode object -> object.set(last, value);
            case ArrayNode array -> array.set(Integer.parseInt(last), value);
            case JsonNode node -> throw new AssertionError("no container: " + node);
        }
        try {
            return Optional.of(Json.read(Json.write(other), Plan.class));
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static List<String> paths(String path, JsonNode node) {
        List<String> paths = new ArrayList<>();
        if (node.isValueNode()) {
            paths.add(path);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                paths.addAll(paths(path + "/" + i, node.get(i)));
            }
        } else {
            node.properties().forEach(entry -> paths.addAll(paths(path + "/" + entry.getKey(), entry.getValue())));
        }
        return paths;
    }

    private static List<String> lists(String path, JsonNode node) {
        List<String> lists = new ArrayList<>();
        if (node.isArray() && !node.isEmpty()) {
            lists.add(path);
            for (int i = 0; i < node.size(); i++) {
                lists.addAll(lists(path + "/" + i, node.get(i)));
            }
        } else if (node.isObject()) {
            node.properties().forEach(entry -> lists.addAll(lists(path + "/" + entry.getKey(), entry.getValue())));
        }
        return lists;
    }
}
