/* SPDX-License-Identifier: Apache-2.0 */
#include "journey.h"
#include "report/silences.h"

enum { SHIP_COUNT = 6 };

/* Six ships side by side, every 10 s, of which each fifth report is lost; each is silent in her own
 * time. */
static void sail(struct journey *journey, const double silent_s[SHIP_COUNT][2])
{
    for (int ship = 0; ship < SHIP_COUNT; ship++)
        for (int i = 0; i < 900; i++) {
            double at_s = i * 10;
            if (i % 5 == 4 || (at_s > silent_s[ship][0] && at_s < silent_s[ship][1]))
                continue;
            journey_say(journey, 799000001U + (uint32_t)ship, at_s,
                        (struct geo_point){56.5 + ship * 0.004, 26.3 + at_s * 4.6e-6}, 1);
        }
}

static void report(struct journey *journey, struct report_figures *figures)
{
    struct report_job job = {0};

    journey_close(journey);
    journey_report(journey, report_silences_make, &job, figures);
    journey_end(journey);
}

static const char *cause(const struct report_figures *figures, size_t row)
{
    return report_figures_text(figures, journey_cell(figures, "silences", row, "cause"));
}

static void one_of_six_is_dark_when_80_of_her_reports_are_missing(void)
{
    static const double silent_s[SHIP_COUNT][2] = {{3630, 7200}};
    struct journey journey;
    struct report_figures figures;

    journey_begin(&journey);
    sail(&journey, silent_s);
    report(&journey, &figures);
    CHECK_INT(journey_row_count(&figures, "silences"), 1);
    CHECK_TEXT(cause(&figures, 0), "dark");
    CHECK_INT(journey_cell(&figures, "silences", 0, "mmsi"), 799000001);
    CHECK_INT(journey_cell(&figures, "silences", 0, "from"), journey_begin_ms + 3630 * 1000);
    /* 80 reports at 0.8 in 10 s are 1,000 s, and the next minute is 1,020. */
    CHECK_INT(journey_cell(&figures, "silences", 0, "raised"),
              journey_begin_ms + (3630 + 1020) * 1000);
    CHECK_INT(journey_cell(&figures, "silences", 0, "own"), 80);
    CHECK_INT(journey_cell(&figures, "silences", 0, "neighbours"), 5);
    report_figures_release(&figures);
}

static void all_six_at_once_are_an_outage(void)
{
    static const double silent_s[SHIP_COUNT][2] = {{3630, 7200}, {3630, 7200}, {3630, 7200},
                                                   {3630, 7200}, {3630, 7200}, {3630, 7200}};
    struct journey journey;
    struct report_figures figures;

    journey_begin(&journey);
    sail(&journey, silent_s);
    report(&journey, &figures);
    CHECK_INT(journey_row_count(&figures, "silences"), SHIP_COUNT);
    for (size_t i = 0; i < SHIP_COUNT; i++)
        CHECK_TEXT(cause(&figures, i), "outage");
    report_figures_release(&figures);
}

static void a_silence_that_may_be_chance_is_none(void)
{
    static const double short_s[SHIP_COUNT][2] = {{3630, 4600}};
    struct journey journey;
    struct report_figures figures;

    journey_begin(&journey);
    sail(&journey, short_s); /* 970 s: 78 reports */
    report(&journey, &figures);
    CHECK_INT(journey_row_count(&figures, "silences"), 0);
    report_figures_release(&figures);
}

static void who_lies_at_anchor_is_expected_every_three_minutes(void)
{
    struct report_position position = {.speed_kn_e1 = 5, .status = 1};

    CHECK_REAL(report_interval_s(HISTORY_CLASS_A, &position), 180, 0);
    position.status = 0;
    CHECK_REAL(report_interval_s(HISTORY_CLASS_A, &position), 10, 0);
    CHECK_REAL(report_interval_s(HISTORY_CLASS_B, &position), 180, 0);
    position.speed_kn_e1 = 150;
    CHECK_REAL(report_interval_s(HISTORY_CLASS_A, &position), 6, 0);
    position.speed_kn_e1 = 231;
    CHECK_REAL(report_interval_s(HISTORY_CLASS_A, &position), 2, 0);
    CHECK_REAL(report_interval_s(HISTORY_CLASS_B, &position), 30, 0);
}

int main(void)
{
    RUN(one_of_six_is_dark_when_80_of_her_reports_are_missing);
    RUN(all_six_at_once_are_an_outage);
    RUN(a_silence_that_may_be_chance_is_none);
    RUN(who_lies_at_anchor_is_expected_every_three_minutes);
    return check_summary();
}
