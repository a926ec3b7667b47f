/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "drill/report.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_BYTES = 1 << 20 };

static struct {
    char bytes[PAGE_BYTES];
    size_t size;
} page;

static void keep(void *context, const char *bytes, size_t size)
{
    (void)context;
    bool has_room = size < sizeof page.bytes - page.size;
    CHECK(has_room);
    memcpy(page.bytes + page.size, bytes, has_room ? size : 0);
    page.size += has_room ? size : 0;
    page.bytes[page.size] = '\0';
}

static void write_page_with(const char *const *lines, const struct geo_waters *waters)
{
    static struct drill_row row;
    struct drill_report *report = drill_report_new(&DRILL_REPORT_ROOM);

    page.size = 0;
    drill_report_set_waters(report, waters);
    for (; *lines != NULL; lines++) {
        char bytes[256];
        struct text reason = text_init(bytes, sizeof bytes);
        CHECK(drill_row_read(*lines, strlen(*lines), &row, &reason));
        drill_report_add(report, &row);
    }
    drill_report_write(report, (struct drill_sink){NULL, keep});
    drill_report_free(report);
}

static void write_page(const char *const *lines)
{
    write_page_with(lines, NULL);
}

#define JUMP                                                                                       \
    "{\"truth\":\"fault\",\"fault\":\"jump\",\"from\":\"2027-03-01T06:10:00Z\","                   \
    "\"to\":\"2027-03-01T06:20:00Z\",\"mmsi\":[211000001],\"lon\":11,\"lat\":57}"

static void words_of_others_are_escaped(void)
{
    const char *const lines[] = {
        "{\"truth\":\"drill\",\"drill\":\"<script>alert('x')</script>&\\\"\"}",
        "{\"truth\":\"ship\",\"mmsi\":211000001,\"name\":\"<img src=x onerror=y>\"}",
        JUMP,
        "{\"alert\":\"<b>\",\"time\":\"2027-03-01T06:11:00Z\",\"station\":\"<i>\"}",
        NULL,
    };
    write_page(lines);
    CHECK(strstr(page.bytes, "<script") == NULL);
    CHECK(strstr(page.bytes, "<img") == NULL);
    CHECK(strstr(page.bytes, "<i>") == NULL);
    CHECK(strstr(page.bytes, "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;") != NULL);
    CHECK(strstr(page.bytes, "http") == NULL);
}

static void an_alert_stands_beside_what_it_answers_with_its_delay(void)
{
    const char *const found[] = {
        JUMP, "{\"alert\":\"jump\",\"time\":\"2027-03-01T06:10:25Z\",\"mmsi\":211000001}", NULL};
    const char *const missed[] = {
        JUMP, "{\"alert\":\"jump\",\"time\":\"2027-03-01T06:10:25Z\",\"mmsi\":211000002}", NULL};
    write_page(found);
    CHECK(strstr(page.bytes, "06:10:25, after 25 s") != NULL);
    CHECK(strstr(page.bytes, "Alerts that answer nothing: 0") != NULL);
    write_page(missed);
    CHECK(strstr(page.bytes, "no alert") != NULL);
    CHECK(strstr(page.bytes, "Alerts that answer nothing: 1") != NULL);
}

static void a_map_is_there_where_a_place_is(void)
{
    const char *const nowhere[] = {"{\"truth\":\"drill\",\"drill\":\"d\"}", NULL};
    const char *const somewhere[] = {JUMP, NULL};
    write_page(nowhere);
    CHECK(strstr(page.bytes, "there is no map") != NULL);
    write_page(somewhere);
    CHECK(strstr(page.bytes, "<circle class=\"mark\"") != NULL);
    CHECK(strstr(page.bytes, "nan") == NULL);
}

static struct geo_waters *read_waters(const char *name)
{
    const char *root = getenv("NARROWS_ROOT");
    char path[1024], land[1024], bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    snprintf(path, sizeof path, "%s/waters/%s.geojson", root != NULL ? root : ".", name);
    snprintf(land, sizeof land, "%s/data/land", root != NULL ? root : ".");
    struct geo_waters *waters = geo_waters_read(path, land, &reason);
    CHECK(waters != NULL);
    return waters;
}

enum { VERTEX_MAX = 40000 };

/* The shapes of the path of that class, whole: absolute corners, NAN between two shapes. */
static size_t read_shapes(const char *class, double (*corners)[2])
{
    char begin[64];
    size_t count = 0;
    snprintf(begin, sizeof begin, "<path class=\"%s\"", class);
    const char *at = strstr(page.bytes, begin);
    at = at != NULL ? strstr(at, " d=\"") : NULL;
    CHECK(at != NULL);
    for (at += at != NULL ? 4 : 0; at != NULL && *at != '"' && count < VERTEX_MAX - 1; count++) {
        bool is_relative = *at == 'l';
        CHECK(*at == 'l' || *at == 'M');
        char *next;
        double x = strtod(at + 1, &next), y = strtod(next, &next);
        corners[count][0] = x + (is_relative ? corners[count - 1][0] : 0);
        corners[count][1] = y + (is_relative ? corners[count - 1][1] : 0);
        at = next;
        if (*at == 'z') {
            count++;
            corners[count][0] = NAN;
            at++;
        }
    }
    return count;
}

static bool is_inside(double (*corners)[2], size_t count, double x, double y)
{
    bool is_in = false;
    for (size_t i = 0, first = 0; i < count; i++) {
        if (isnan(corners[i][0])) {
            first = i + 1;
            continue;
        }
        const double *here = corners[i];
        const double *next = isnan(corners[i + 1][0]) ? corners[first] : corners[i + 1];
        if ((here[1] > y) != (next[1] > y) &&
            x < here[0] + (y - here[1]) / (next[1] - here[1]) * (next[0] - here[0]))
            is_in = !is_in;
    }
    return is_in;
}

#define PLACE(lon, lat)                                                                            \
    "{\"truth\":\"beacon\",\"kind\":\"mob\",\"time\":\"2027-03-01T06:10:00Z\",\"mmsi\":972000001," \
    "\"lon\":" lon ",\"lat\":" lat "}"

/* Where a mark is, in the map's units. */
static const char *read_mark(const char *after, double *x, double *y)
{
    const char *at = strstr(after, "<circle class=\"mark\" cx=\"");
    CHECK(at != NULL && sscanf(at, "<circle class=\"mark\" cx=\"%lf\" cy=\"%lf\"", x, y) == 2);
    return at != NULL ? at + 1 : after;
}

struct map_case {
    const char *waters;
    const char *lines[3];
    double west, south, east, north; /* of the two marks */
};

/* Two marks say how places lie on the map; all over it land must be where it is. */
static void compare_land(const struct map_case *row)
{
    static double corners[VERTEX_MAX][2];
    struct geo_waters *waters = read_waters(row->waters);
    double x[2], y[2], height = 0;
    int on_land = 0, at_sea = 0;

    write_page_with(row->lines, waters);
    read_mark(read_mark(page.bytes, &x[0], &y[0]), &x[1], &y[1]);
    CHECK(sscanf(strstr(page.bytes, "viewBox"), "viewBox=\"0 0 1000 %lf", &height) == 1);
    size_t count = read_shapes("land", corners);
    double x_per_deg = (x[1] - x[0]) / (row->east - row->west);
    double y_per_deg = (y[0] - y[1]) / (row->north - row->south);
    double unit_m = geo_plane_at(row->south).north_m_per_deg / y_per_deg;
    for (double at_x = 4; at_x < 1000; at_x += 7) {
        for (double at_y = 4; at_y < height; at_y += 7) {
            struct geo_point place = {row->west + (at_x - x[0]) / x_per_deg,
                                      row->south + (y[0] - at_y) / y_per_deg};
            bool is_land = geo_land_contains(waters->land, place);
            if (geo_land_edge_distance_m(waters->land, place, 3 * unit_m) < 1.5 * unit_m ||
                !geo_box_contains(&waters->box, place.longitude_deg, place.latitude_deg))
                continue;
            CHECK(is_inside(corners, count, at_x, at_y) == is_land);
            *(is_land ? &on_land : &at_sea) += 1;
        }
    }
    CHECK(on_land > 300 && at_sea > 300);
    CHECK(page.size < 200000);
    geo_waters_free(waters);
}

static void the_land_of_the_map_is_where_it_is(void)
{
    static const struct map_case rows[] = {
        {"oresund", {PLACE("12.5", "55.8"), PLACE("12.8", "56.12"), NULL}, 12.5, 55.8, 12.8, 56.12},
        {"oresund", {PLACE("12.62", "56.0"), PLACE("12.7", "56.05"), NULL}, 12.62, 56, 12.7, 56.05},
        {"hormuz", {PLACE("54.5", "23.5"), PLACE("60", "27"), NULL}, 54.5, 23.5, 60, 27},
        {"hormuz", {PLACE("56.2", "26.2"), PLACE("56.6", "26.6"), NULL}, 56.2, 26.2, 56.6, 26.6},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        compare_land(&rows[i]);
}

static void lanes_ports_and_who_made_them_are_on_the_map(void)
{
    const char *const lines[] = {PLACE("12.5", "55.8"), PLACE("12.8", "56.12"), NULL};
    struct geo_waters *waters = read_waters("oresund");
    write_page_with(lines, waters);
    static const char *const words[] = {"class=\"lane\"",
                                        "class=\"arrow\"",
                                        "class=\"zone\"",
                                        "class=\"gate\"",
                                        ">Helsing\xc3\xb8r</text>",
                                        " nmi</text>",
                                        "OpenStreetMap contributors, ODbL",
                                        "Land: GSHHG"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        CHECK(strstr(page.bytes, words[i]) != NULL);
    CHECK(strstr(page.bytes, "nan") == NULL && strstr(page.bytes, "http") == NULL);
    geo_waters_free(waters);
}

static void tracks_keep_their_shape_with_few_points(void)
{
    enum { POINTS = 400 };
    static char rows[POINTS + 2][160];
    static const char *lines[POINTS + 3];
    static double corners[VERTEX_MAX][2];
    /* Out along a line, and back a third of the way: the far end must stay. */
    for (int i = 0; i <= POINTS; i++) {
        int gone = i <= 300 ? i : 600 - i;
        snprintf(rows[i], sizeof rows[i],
                 "{\"truth\":\"position\",\"time\":\"2027-03-01T06:%02d:%02dZ\",\"mmsi\":211000001,"
                 "\"lon\":%.6f,\"lat\":%.6f}",
                 i / 60, i % 60, 179.9 + gone * 0.001 - (179.9 + gone * 0.001 > 180 ? 360 : 0),
                 gone * 0.0005);
        lines[i] = rows[i];
    }
    lines[POINTS + 1] = NULL;
    write_page(lines);
    size_t count = read_shapes("track", corners);
    CHECK_INT(count, 3);
    /* 0.3 degrees to the east, over the antimeridian, and 0.15 to the north. */
    CHECK(fabs((corners[1][0] - corners[0][0]) / (corners[0][1] - corners[1][1]) - 2) < 0.02);
    CHECK(fabs((corners[2][0] - corners[0][0]) / (corners[1][0] - corners[0][0]) - 2.0 / 3) < 0.01);
    CHECK(corners[1][0] > corners[0][0] + 500);
}

static void what_somebody_did_has_room_before_what_happens_daily(void)
{
    enum { CROSSINGS = 2005 };
    static const char *lines[CROSSINGS + 2];
    for (size_t i = 0; i < CROSSINGS; i++)
        lines[i] = "{\"truth\":\"crossing\",\"time\":\"2027-03-01T06:00:00Z\",\"mmsi\":211000009,"
                   "\"gate\":\"g\",\"direction\":1}";
    CHECK_INT(DRILL_REPORT_ROOM.row_count_max, CROSSINGS - 5);
    lines[CROSSINGS] = JUMP;
    write_page(lines);
    CHECK(strstr(page.bytes, "<b>jump</b>") != NULL);
    CHECK(strstr(page.bytes, "6 more rows have no room") != NULL);
    CHECK(strstr(page.bytes, "And 1999 more") != NULL);
}

int main(void)
{
    RUN(words_of_others_are_escaped);
    RUN(an_alert_stands_beside_what_it_answers_with_its_delay);
    RUN(a_map_is_there_where_a_place_is);
    RUN(the_land_of_the_map_is_where_it_is);
    RUN(lanes_ports_and_who_made_them_are_on_the_map);
    RUN(tracks_keep_their_shape_with_few_points);
    RUN(what_somebody_did_has_room_before_what_happens_daily);
    return check_summary();
}
