/* SPDX-License-Identifier: Apache-2.0 */
#include "journey.h"
#include "report/ports.h"

static const char port[] =
    "{\"type\":\"Feature\",\"id\":\"harbour\",\"properties\":{\"kind\":\"port\",\"name\":{\"en\":"
    "\"H\"},\"radius_m\":6000},\"geometry\":{\"type\":\"Point\",\"coordinates\":[56.5,26.3]}}";

static const double minute_s = 60;

/* North of the port; a minute of latitude is 1,847 m there. */
static struct geo_point away(double distance_m)
{
    return (struct geo_point){56.5, 26.3 + distance_m / 110800};
}

/* A report every minute from `from_min` to before `to_min`. */
static void lie(struct journey *journey, double from_min, double to_min, double distance_m,
                double speed_kn)
{
    for (double at = from_min; at < to_min; at++)
        journey_say(journey, 799000001, at * minute_s, away(distance_m), speed_kn);
}

static void report(struct journey *journey, struct report_figures *figures)
{
    struct geo_waters *waters = journey_waters(port);
    struct report_job job = {.waters = waters};

    journey_close(journey);
    journey_report(journey, report_ports_make, &job, figures);
    geo_waters_free(waters);
    journey_end(journey);
}

static void a_ship_that_comes_stops_and_leaves_has_called(void)
{
    struct journey journey;
    struct report_figures figures;

    journey_begin(&journey);
    lie(&journey, 0, 10, 5000, 8);
    lie(&journey, 10, 20, 3100, 5);    /* not yet: 3 km */
    lie(&journey, 20, 30, 2900, 3);    /* at minute 20 */
    lie(&journey, 30, 90, 2000, 0.1);  /* stops at minute 30 */
    lie(&journey, 90, 100, 2000, 0.4); /* and is not off yet */
    lie(&journey, 100, 110, 2000, 0.6);
    lie(&journey, 110, 120, 3900, 5); /* not away yet: 4 km */
    lie(&journey, 120, 130, 4100, 8);
    report(&journey, &figures);
    CHECK_INT(journey_row_count(&figures, "calls"), 1);
    CHECK_INT(journey_cell(&figures, "calls", 0, "entered"),
              journey_begin_ms + 20 * JOURNEY_MIN_MS);
    CHECK_INT(journey_cell(&figures, "calls", 0, "left"), journey_begin_ms + 120 * JOURNEY_MIN_MS);
    CHECK_INT(journey_cell(&figures, "calls", 0, "stops"), 1);
    CHECK_INT(journey_cell(&figures, "calls", 0, "stopped_min"), 70);
    CHECK_INT(journey_cell(&figures, "calls", 0, "confidence"), 4);
    CHECK_INT(journey_cell(&figures, "totals", 0, "calls"), 1);
    CHECK_INT(journey_cell(&figures, "days", 0, "entered"), 1);
    report_figures_release(&figures);
}

static void who_only_passes_has_not_called(void)
{
    struct journey journey;
    struct report_figures figures;

    journey_begin(&journey);
    lie(&journey, 0, 10, 5000, 8);
    lie(&journey, 10, 20, 2000, 8);
    lie(&journey, 20, 30, 5000, 8);
    report(&journey, &figures);
    CHECK_INT(journey_row_count(&figures, "calls"), 0);
    report_figures_release(&figures);
}

static void four_hours_unheard_in_port_are_as_good_as_a_stop(void)
{
    for (int more = 0; more < 2; more++) {
        struct journey journey;
        struct report_figures figures;
        journey_begin(&journey);
        lie(&journey, 0, 10, 5000, 8);
        lie(&journey, 10, 20, 2000, 8);
        lie(&journey, 259 + more, 270, 2000, 8); /* 240 minutes, or one more */
        lie(&journey, 270, 280, 5000, 8);
        report(&journey, &figures);
        CHECK_INT(journey_row_count(&figures, "calls"), more);
        report_figures_release(&figures);
    }
}

static void a_stay_over_midnight_is_one_and_what_was_not_seen_is_not_said(void)
{
    struct journey journey;
    struct report_figures figures;

    journey_begin(&journey);
    lie(&journey, 0, 3 * 1440, 1000, 0);
    report(&journey, &figures);
    CHECK_INT(journey_row_count(&figures, "calls"), 1);
    CHECK_INT(journey_cell(&figures, "calls", 0, "entered"), REPORT_NONE);
    CHECK_INT(journey_cell(&figures, "calls", 0, "left"), REPORT_NONE);
    CHECK_INT(journey_cell(&figures, "calls", 0, "stopped_min"), 3 * 1440 - 1);
    CHECK_INT(journey_cell(&figures, "calls", 0, "confidence"), 2);
    report_figures_release(&figures);
}

int main(void)
{
    RUN(a_ship_that_comes_stops_and_leaves_has_called);
    RUN(who_only_passes_has_not_called);
    RUN(four_hours_unheard_in_port_are_as_good_as_a_stop);
    RUN(a_stay_over_midnight_is_one_and_what_was_not_seen_is_not_said);
    return check_summary();
}
