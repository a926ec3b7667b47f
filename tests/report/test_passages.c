/* SPDX-License-Identifier: Apache-2.0 */
#include "journey.h"
#include "report/passages.h"

#define GATE(id, more, west, south, north)                                                         \
    "{\"type\":\"Feature\",\"id\":\"" id "\",\"properties\":{\"kind\":\"gate\",\"name\":{\"en\":"  \
    "\"G\"}" more "},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[" west "," south      \
    "],[" west "," north "]]}}"

static const char one_gate[] = GATE("gate", "", "56.5", "26.2", "26.4");
static const char two_gates[] =
    GATE("west", ",\"pair\":\"strait\",\"order\":1", "56.5", "26.4",
         "26.2") "," GATE("east", ",\"pair\":\"strait\",\"order\":2", "57.0", "26.2", "26.4");

static const double hour_s = 3600, minute_s = 60;

/* From 10' west of the gate to 10' east of it, or back, in two hours. */
static struct journey_leg across(double from_h, bool is_back)
{
    const struct geo_point west = {56.4, 26.3}, east = {56.6, 26.3};
    return (struct journey_leg){.mmsi = 799000001,
                                .from = is_back ? east : west,
                                .to = is_back ? west : east,
                                .from_s = from_h * hour_s,
                                .to_s = (from_h + 2) * hour_s,
                                .every_s = 3 * minute_s,
                                .speed_kn = 5.4};
}

/* What `line` has in a direction of one fate. */
static int64_t total(const struct report_figures *figures, const char *line, const char *direction,
                     const char *fate)
{
    int64_t sum = 0;
    for (size_t i = 0; i < journey_row_count(figures, "totals"); i++)
        if (strcmp(report_figures_text(figures, journey_cell(figures, "totals", i, "line")),
                   line) == 0 &&
            strcmp(report_figures_text(figures, journey_cell(figures, "totals", i, "direction")),
                   direction) == 0)
            sum += journey_cell(figures, "totals", i, fate);
    return sum;
}

static void three_crossings_are_two_east_and_one_west_and_two_by_the_rule_of_48_hours(void)
{
    static const double times_h[] = {0, 10, 60};
    struct journey journey;
    struct report_figures figures;
    struct geo_waters *waters = journey_waters(one_gate);

    journey_begin(&journey);
    for (size_t i = 0; i < 3; i++) {
        struct journey_leg leg = across(times_h[i], i == 1);
        struct journey_leg wait = {
            799000001, leg.to, leg.to, leg.to_s, (i == 0 ? 10 : 60) * hour_s, 3 * minute_s, 0};
        journey_sail(&journey, &leg);
        if (i < 2)
            journey_sail(&journey, &wait);
    }
    journey_close(&journey);
    struct report_job job = {.waters = waters};
    journey_report(&journey, report_passages_make, &job, &figures);
    CHECK_INT(total(&figures, "gate", "E", "observed"), 2);
    CHECK_INT(total(&figures, "gate", "W", "observed"), 1);
    CHECK_INT(total(&figures, "gate", "E", "inferred"), 0);
    CHECK_INT(journey_row_count(&figures, "totals"), 2);
    CHECK_INT(journey_cell(&figures, "passages", 0, "time"), journey_begin_ms + JOURNEY_H_MS);
    CHECK_INT(journey_cell(&figures, "passages", 0, "lon"), 56500000);
    report_figures_release(&figures);

    job.counts_once = true;
    journey_report(&journey, report_passages_make, &job, &figures);
    CHECK_INT(total(&figures, "gate", "any", "observed"), 2);
    CHECK_INT(journey_row_count(&figures, "totals"), 1);
    report_figures_release(&figures);
    geo_waters_free(waters);
    journey_end(&journey);
}

/* Reports west and east of the gate with `gap_min` between; 0.2 degrees of longitude are 20 km. */
static void pass_unheard(struct report_figures *figures, double gap_min, const char *features)
{
    struct journey journey;
    struct geo_waters *waters = journey_waters(features);
    const struct geo_point west = {56.4, 26.3}, east = {56.6, 26.3};

    journey_begin(&journey);
    journey_say(&journey, 799000001, 0, west, 10);
    journey_say(&journey, 799000001, gap_min * minute_s, east, 10);
    journey_close(&journey);
    struct report_job job = {.waters = waters};
    journey_report(&journey, report_passages_make, &job, figures);
    geo_waters_free(waters);
    journey_end(&journey);
}

static void a_gap_across_the_gate_is_inferred_when_a_ship_can_have_gone_so(void)
{
    static const struct {
        double gap_min;
        int inferred;
    } rows[] = {{25, 0} /* 26 kn */, {27, 1} /* 24 kn */, {600, 1} /* 1.1 kn */, {700, 0}};
    struct report_figures figures;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        pass_unheard(&figures, rows[i].gap_min, one_gate);
        CHECK_INT(total(&figures, "gate", "E", "inferred"), rows[i].inferred);
        CHECK_INT(total(&figures, "gate", "E", "observed"), 0);
        report_figures_release(&figures);
    }
}

/* Two gates with a cape between that the straight line crosses: around it there is water. */
static void a_gap_around_a_cape_is_inferred_along_the_gates(void)
{
    static const char cape[] =
        "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{},"
        "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[56.7,26],[56.8,26],[56.8,26.45],[56."
        "7,26.45],[56.7,26]]]}}]}";
    static const char around[] =
        GATE("west", ",\"pair\":\"strait\",\"order\":1", "56.6", "26.7",
             "26.3") "," GATE("east", ",\"pair\":\"strait\",\"order\":2", "56.9", "26.3", "26.7");
    const struct geo_point west = {56.4, 26.4}, east = {57.1, 26.4};

    for (int is_late = 0; is_late < 2; is_late++) {
        char words[256];
        struct text reason = text_init(words, sizeof words);
        struct journey journey;
        struct report_figures figures;
        struct geo_waters *waters = journey_waters(around);
        CHECK(geo_waters_add_land(waters, cape, sizeof cape - 1, &reason));
        CHECK_TEXT(words, "");
        journey_begin(&journey);
        journey_say(&journey, 799000001, 0, west, 10);
        /* 39 nautical miles: 10 kn, or 0.5. */
        journey_say(&journey, 799000001, (is_late == 0 ? 4 : 80) * hour_s, east, 10);
        journey_close(&journey);
        struct report_job job = {.waters = waters};
        journey_report(&journey, report_passages_make, &job, &figures);
        CHECK_INT(total(&figures, "strait", "E", "inferred"), is_late == 0);
        CHECK_INT(total(&figures, "west", "E", "inferred"), is_late == 0);
        CHECK_INT(total(&figures, "east", "E", "inferred"), is_late == 0);
        CHECK_INT(journey_row_count(&figures, "passages"), is_late == 0 ? 3 : 0);
        report_figures_release(&figures);
        geo_waters_free(waters);
        journey_end(&journey);
    }
}

static void who_comes_back_soon_has_turned_back(void)
{
    struct journey journey;
    struct report_figures figures;
    struct geo_waters *waters = journey_waters(one_gate);
    struct journey_leg there = across(0, false), back = across(2, true), again = across(12, false);

    journey_begin(&journey);
    journey_sail(&journey, &there);
    journey_sail(&journey, &back);
    journey_sail(&journey, &again);
    journey_close(&journey);
    struct report_job job = {.waters = waters};
    journey_report(&journey, report_passages_make, &job, &figures);
    CHECK_INT(total(&figures, "gate", "E", "turned_back"), 1);
    CHECK_INT(total(&figures, "gate", "E", "observed"), 1);
    CHECK_INT(total(&figures, "gate", "W", "observed"), 0);
    CHECK_INT(total(&figures, "gate", "W", "turned_back"), 0);
    report_figures_release(&figures);
    geo_waters_free(waters);
    journey_end(&journey);
}

/* Through both gates, `slow` times as long as two hours; back before the second with `is_back`. */
static void pass_pair(struct report_figures *figures, double from_h, double slow, bool is_back)
{
    struct journey journey;
    struct geo_waters *waters = journey_waters(two_gates);
    const struct geo_point west = {56.4, 26.3}, middle = {56.75, 26.3}, east = {57.1, 26.3};
    double half_h = 2 * slow;
    struct journey_leg in = {799000001, west, middle, from_h * hour_s, (from_h + half_h) * hour_s,
                             minute_s,  9};
    struct journey_leg out = {799000001,
                              middle,
                              is_back ? west : east,
                              (from_h + half_h) * hour_s,
                              (from_h + 2 * half_h) * hour_s,
                              minute_s,
                              9};

    journey_begin(&journey);
    journey_sail(&journey, &in);
    journey_sail(&journey, &out);
    journey_close(&journey);
    struct report_job job = {.waters = waters};
    journey_report(&journey, report_passages_make, &job, figures);
    geo_waters_free(waters);
    journey_end(&journey);
}

static void in_through_one_gate_and_out_through_the_other_is_a_passage(void)
{
    struct report_figures figures;

    pass_pair(&figures, 0, 1, false);
    CHECK_INT(total(&figures, "strait", "E", "observed"), 1);
    CHECK_INT(total(&figures, "west", "E", "observed"), 1);
    CHECK_INT(total(&figures, "east", "E", "observed"), 1);
    CHECK_INT(journey_row_count(&figures, "passages"), 3);
    report_figures_release(&figures);

    pass_pair(&figures, 0, 1, true);
    CHECK_INT(total(&figures, "strait", "E", "turned_back"), 1);
    CHECK_INT(total(&figures, "strait", "E", "observed"), 0);
    report_figures_release(&figures);

    pass_pair(&figures, 0, 12, false); /* 34 hours between the gates */
    CHECK_INT(total(&figures, "strait", "E", "stayed"), 1);
    CHECK_INT(total(&figures, "strait", "E", "observed"), 0);
    report_figures_release(&figures);
}

static void a_passage_over_midnight_is_one_and_of_the_day_it_ends(void)
{
    struct report_figures figures;

    pass_pair(&figures, 22, 1, false); /* in at 22:34, out at 01:26 */
    CHECK_INT(total(&figures, "strait", "E", "observed"), 1);
    bool is_found = false;
    for (size_t i = 0; i < journey_row_count(&figures, "days"); i++)
        if (strcmp(report_figures_text(&figures, journey_cell(&figures, "days", i, "line")),
                   "strait") == 0) {
            is_found = true;
            CHECK_TEXT(report_figures_text(&figures, journey_cell(&figures, "days", i, "day")),
                       "2027-03-02");
        }
    CHECK(is_found);
    report_figures_release(&figures);
}

/* Two ships with one MMSI, each on her side, alternating. */
static void twins_cross_nothing(void)
{
    struct journey journey;
    struct report_figures figures;
    struct geo_waters *waters = journey_waters(one_gate);
    const struct geo_point west = {53.5, 26.3}, east = {59.5, 26.3};

    journey_begin(&journey);
    for (int i = 0; i < 100; i++)
        journey_say(&journey, 799000001, i * 30, i % 2 == 0 ? west : east, 0);
    journey_close(&journey);
    struct report_job job = {.waters = waters};
    journey_report(&journey, report_passages_make, &job, &figures);
    CHECK_INT(journey_row_count(&figures, "passages"), 0);
    CHECK_INT(figures.input.track_count, 2);
    CHECK_INT(figures.input.transmitter_count, 1);
    report_figures_release(&figures);
    geo_waters_free(waters);
    journey_end(&journey);
}

/* The bytes of a report. */
struct written {
    size_t size;
    char bytes[1 << 16];
};

static void write(void *user, const char *bytes, size_t size)
{
    struct written *written = user;
    CHECK(written->size + size <= sizeof written->bytes);
    memcpy(written->bytes + written->size, bytes, size);
    written->size += size;
}

static void how_a_store_was_filled_does_not_show(void)
{
    static struct written all[2];
    struct geo_waters *waters = journey_waters(two_gates);

    for (int order = 0; order < 2; order++) {
        struct journey journey;
        struct report_figures figures;
        struct journey_leg legs[] = {across(0, false), across(8, true), across(40, false)};
        journey_begin(&journey);
        for (size_t i = 0; i < 3; i++) {
            journey_sail(&journey, &legs[order == 0 ? i : 2 - i]);
            if (order == 1) {
                journey_close(&journey);
                journey_open(&journey);
            }
        }
        journey_close(&journey);
        struct report_job job = {.waters = waters};
        journey_report(&journey, report_passages_make, &job, &figures);
        CHECK_INT(journey_row_count(&figures, "passages"), 4); /* and one that turned back */
        CHECK(report_figures_write(&figures, REPORT_FIGURES_JSON, NULL,
                                   (struct report_sink){&all[order], write}));
        report_figures_release(&figures);
        journey_end(&journey);
    }
    CHECK_INT(all[0].size, all[1].size);
    CHECK(memcmp(all[0].bytes, all[1].bytes, all[0].size) == 0);
    geo_waters_free(waters);
}

int main(void)
{
    RUN(three_crossings_are_two_east_and_one_west_and_two_by_the_rule_of_48_hours);
    RUN(a_gap_across_the_gate_is_inferred_when_a_ship_can_have_gone_so);
    RUN(a_gap_around_a_cape_is_inferred_along_the_gates);
    RUN(who_comes_back_soon_has_turned_back);
    RUN(in_through_one_gate_and_out_through_the_other_is_a_passage);
    RUN(a_passage_over_midnight_is_one_and_of_the_day_it_ends);
    RUN(twins_cross_nothing);
    RUN(how_a_store_was_filled_does_not_show);
    return check_summary();
}
