/* SPDX-License-Identifier: Apache-2.0 */
#include "journey.h"
#include "report/encounters.h"

static const char anchorage[] = "{\"type\":\"Feature\",\"id\":\"roads\",\"properties\":{\"kind\":"
                                "\"anchorage\",\"name\":{\"en\":"
                                "\"R\"}},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[57,"
                                "25],[57.1,25],[57.1,25.1],[57,"
                                "25.1],[57,25]]]}}";

static const double minute_s = 60;
static const double m_per_deg = 110773; /* of latitude at 25 degrees */

/* How two ships lie beside each other, from 23:00. */
struct meeting {
    double longitude_deg;
    double latitude_deg;
    double apart_m;
    double minutes;
    double speed_kn; /* of one; the other says 0.5 */
    double every_s;
};

/* Two ships that come from afar, lie side by side and part. */
static void meet(struct journey *journey, const struct meeting *meeting)
{
    const double begin_s = 23 * 60 * minute_s, end_s = begin_s + meeting->minutes * minute_s;

    for (double at_s = begin_s - 3600; at_s <= end_s + 3600; at_s += meeting->every_s) {
        bool is_together = at_s >= begin_s && at_s <= end_s;
        struct geo_point place = {meeting->longitude_deg, meeting->latitude_deg};
        double apart_m = is_together ? meeting->apart_m : 2000;
        struct geo_point other = {place.longitude_deg, place.latitude_deg + apart_m / m_per_deg};
        journey_say(journey, 799000001, at_s, place, meeting->speed_kn);
        journey_say(journey, 799000002, at_s, other, 0.5);
    }
}

static void find(const struct meeting *meeting, struct report_figures *figures)
{
    struct journey journey;
    struct geo_waters *waters = journey_waters(anchorage);
    struct report_job job = {.waters = waters};

    journey_begin(&journey);
    meet(&journey, meeting);
    journey_close(&journey);
    journey_report(&journey, report_encounters_make, &job, figures);
    geo_waters_free(waters);
    journey_end(&journey);
}

static void two_hours_over_midnight_are_one_encounter(void)
{
    struct report_figures figures;
    const struct meeting meeting = {58, 25.05, 400, 130, 0.5, 10};

    find(&meeting, &figures);
    CHECK_INT(journey_row_count(&figures, "encounters"), 1);
    CHECK_INT(journey_cell(&figures, "encounters", 0, "minutes"), 130);
    CHECK_INT(journey_cell(&figures, "encounters", 0, "from"),
              journey_begin_ms + 23 * JOURNEY_H_MS);
    CHECK_INT(journey_cell(&figures, "encounters", 0, "mmsi"), 799000001);
    CHECK_INT(journey_cell(&figures, "encounters", 0, "mmsi_2"), 799000002);
    CHECK_REAL((double)journey_cell(&figures, "encounters", 0, "least_m"), 400, 1);
    report_figures_release(&figures);
}

static void each_limit_holds(void)
{
    /* A degree of longitude is 100.9 km there. */
    const struct {
        struct meeting meeting;
        size_t count;
    } rows[] = {
        {{58, 25.05, 400, 110, 0.5, 10}, 0},      {{58, 25.05, 400, 119, 0.5, 10}, 0},
        {{58, 25.05, 400, 121, 0.5, 10}, 1},      {{58, 25.05, 600, 130, 0.5, 10}, 0},
        {{58, 25.05, 501, 130, 0.5, 10}, 0},      {{58, 25.05, 498.5, 130, 0.5, 10}, 1},
        {{58, 25.05, 400, 130, 2.5, 10}, 0},      {{58, 25.05, 400, 130, 2.1, 10}, 0},
        {{58, 25.05, 400, 130, 1.9, 10}, 1},      {{57.1892, 25.05, 400, 130, 0.5, 10}, 0},
        {{57.1981, 25.05, 400, 130, 0.5, 10}, 0}, {{57.2001, 25.05, 400, 130, 0.5, 10}, 1},
        {{58, 25.05, 400, 130, 0.5, 180}, 1},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct report_figures figures;
        find(&rows[i].meeting, &figures);
        CHECK_INT(journey_row_count(&figures, "encounters") * 100 + i, rows[i].count * 100 + i);
        report_figures_release(&figures);
    }
}

static void across_the_date_line_is_no_farther(void)
{
    struct journey journey;
    struct report_figures figures;
    struct report_job job = {0};

    journey_begin(&journey);
    for (int i = 0; i <= 150; i++) {
        journey_say(&journey, 799000001, i * 60, (struct geo_point){179.999, 0}, 0.5);
        journey_say(&journey, 799000002, i * 60, (struct geo_point){-179.999, 0}, 0.5);
    }
    journey_close(&journey);
    journey_report(&journey, report_encounters_make, &job, &figures);
    CHECK_INT(journey_row_count(&figures, "encounters"), 1);
    CHECK_INT(journey_cell(&figures, "encounters", 0, "minutes"), 150);
    CHECK_REAL((double)journey_cell(&figures, "encounters", 0, "least_m"), 222.6, 1);
    int64_t longitude = journey_cell(&figures, "encounters", 0, "lon");
    CHECK(longitude > 179999000 || longitude < -179999000);
    report_figures_release(&figures);
    journey_end(&journey);
}

int main(void)
{
    RUN(two_hours_over_midnight_are_one_encounter);
    RUN(each_limit_holds);
    RUN(across_the_date_line_is_no_farther);
    return check_summary();
}
