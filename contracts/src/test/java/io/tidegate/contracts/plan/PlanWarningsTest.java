package io.tidegate.contracts.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.Samples;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a valid plan gives to think about. */
final class PlanWarningsTest {
    private static List<PlanWarning> warnings(String... oldAndNew) {
        String yaml = Samples.SMALL;
        for (int i = 0; i < oldAndNew.length; i += 2) {
            assertThat(yaml).contains(oldAndNew[i]);
            yaml = yaml.replace(oldAndNew[i], oldAndNew[i + 1]);
        }
        return PlanWarnings.of(Samples.plan(yaml));
    }

    private static List<String> texts(List<PlanWarning> warnings, String code) {
        return warnings.stream()
                .filter(warning -> warning.code().equals(code))
                .map(PlanWarning::text)
                .toList();
    }

    @Test
    void clocksThatChangeInsideTheWindow() {
        assertThat(texts(warnings("2026-12-01T05:00", "2026-10-25T01:50"), "clock-change-in-window"))
                .singleElement()
                .asString()
                .startsWith(
                        "Clocks in Europe/Berlin go back by 1h on Sun 25 Oct 2026 at 03:00, between the decision and")
                .contains("exists twice");
        assertThat(texts(warnings("2026-12-01T05:00", "2027-03-28T01:30"), "clock-change-in-window"))
                .singleElement()
                .asString()
                .contains("go forward by 1h on Sun 28 Mar 2027 at 02:00", "does not exist");
        assertThat(texts(warnings(), "clock-change-in-window")).isEmpty();
    }

    @Test
    void clocksOfAnAudienceThatChangeInsideTheWindow() {
        assertThat(texts(
                        warnings(
                                "name: users,", "name: users, zone: America/New_York,",
                                "2026-12-01T05:00", "2026-11-01T06:30"),
                        "clock-change-in-window"))
                .singleElement()
                .asString()
                .startsWith("Clocks in America/New_York go back by 1h on Sun 1 Nov 2026 at 02:00");
    }

    @Test
    void clocksThatChangeBetweenANoticeAndTheWindow() {
        List<PlanWarning> warnings = warnings("2026-12-01T05:00", "2026-10-27T10:00");

        assertThat(warnings)
                .filteredOn(warning -> warning.code().equals("clock-change-before-window"))
                .singleElement()
                .returns("notices[0].at", PlanWarning::path)
                .extracting(PlanWarning::text)
                .asString()
                .contains("after 'announce' (D-14) and before the window", "no other notice does");
    }

    @Test
    void aNoticeThatIsRepeatedAfterTheChangeNeedsNoOther() {
        List<PlanWarning> warnings = warnings(
                "2026-12-01T05:00",
                "2026-10-27T10:00",
                "  - { id: complete",
                "  - { id: again, at: D-1, template: reminder, audiences: [users], channels: [email] }\n  - { id: complete");

        assertThat(texts(warnings, "clock-change-before-window"))
                .singleElement()
                .asString()
                .doesNotContain("no other notice");
    }

    @Test
    void aNoticeThatWakesItsAudience() {
        assertThat(texts(warnings(), "notice-at-night"))
                .containsExactly(
                        "'announce' reaches users at night, by mail: at 05:00 CET on Tue 17 Nov 2026. Give it an hour"
                                + " of its own, for instance D-14 09:00.");
        assertThat(texts(warnings("at: D-14", "at: D-14 06:00"), "notice-at-night"))
                .isEmpty();
        assertThat(texts(warnings("at: D-14", "at: D-14 22:00"), "notice-at-night"))
                .hasSize(1);
        assertThat(texts(warnings("channels: [email]", "channels: [banner]"), "notice-at-night"))
                .isEmpty();
    }

    @Test
    void somebodyInWhosePlaceNobodyCanAct() {
        assertThat(warnings())
                .filteredOn(warning -> warning.code().equals("one-person"))
                .extracting(PlanWarning::path)
                .containsExactly("approvals[1]", "criteria[1].attested-by");
        assertThat(texts(warnings("name: Budi }", "name: Budi, backup: U0SARI }"), "one-person"))
                .isEmpty();
    }

    @Test
    void withoutAStartThereIsStillWhoIsAlone() {
        assertThat(warnings(" start: 2026-12-01T05:00,", ""))
                .extracting(PlanWarning::code)
                .containsOnly("one-person");
    }

    @Test
    void aNightBeginsAtTenAndEndsAtSix() {
        ZoneId zone = ZoneId.of("UTC");
        assertThat(PlanWarnings.isNight(Instant.parse("2026-12-01T21:59:59Z"), zone))
                .isFalse();
        assertThat(PlanWarnings.isNight(Instant.parse("2026-12-01T22:00:00Z"), zone))
                .isTrue();
        assertThat(PlanWarnings.isNight(Instant.parse("2026-12-01T05:59:59Z"), zone))
                .isTrue();
        assertThat(PlanWarnings.isNight(Instant.parse("2026-12-01T06:00:00Z"), zone))
                .isFalse();
    }

    @Test
    void aWarningHasItsPlaceInTheFile() {
        PlanPlaces places = PlanPlaces.of("plan.yaml", Samples.SMALL);

        assertThat(places.of("notices[0].at")).isEqualTo("plan.yaml:15:25");
        assertThat(places.of("steps[99]")).isEqualTo("plan.yaml");
    }
}
