/* SPDX-License-Identifier: Apache-2.0 */
/* Waters files: those of this repository, and what is none. */
#include "check.h"
#include "geo/waters.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024, REASON_BYTES = 512, FILE_BYTES = 4096 };

static struct geo_waters *read_waters(const char *name, struct text *reason)
{
    const char *root = getenv("NARROWS_ROOT");
    char path[PATH_BYTES], folder[PATH_BYTES];
    snprintf(path, sizeof path, "%s/waters/%s.geojson", root != NULL ? root : ".", name);
    snprintf(folder, sizeof folder, "%s/data/land", root != NULL ? root : ".");
    return geo_waters_read(path, folder, reason);
}

static void reads_both_files_of_the_repository(void)
{
    static const struct {
        const char *name;
        size_t features, land_areas;
        struct geo_point at_sea, on_land;
    } rows[] = {
        {"hormuz", 20, 273, {56.5, 26.59}, {56.3, 26.1}},
        {"oresund", 29, 26, {12.66, 55.99}, {12.3, 55.8}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char bytes[REASON_BYTES];
        struct text reason = text_init(bytes, sizeof bytes);
        struct geo_waters *waters = read_waters(rows[i].name, &reason);
        CHECK_TEXT(bytes, "");
        CHECK(waters != NULL);
        if (waters == NULL)
            continue;
        CHECK_TEXT(waters->id, rows[i].name);
        CHECK_INT(waters->feature_count, rows[i].features);
        CHECK_INT(waters->land_area_count, rows[i].land_areas);
        CHECK(strstr(waters->attribution, "OpenStreetMap contributors, ODbL 1.0") != NULL);
        CHECK(strncmp(waters->land_attribution, "GSHHG", 5) == 0);
        CHECK(!geo_land_contains(waters->land, rows[i].at_sea));
        CHECK(geo_land_contains(waters->land, rows[i].on_land));
        CHECK(geo_box_contains(&waters->box, rows[i].at_sea.longitude_deg,
                               rows[i].at_sea.latitude_deg));
        geo_waters_free(waters);
    }
}

static void every_kind_has_what_its_kind_has(void)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    const char *names[] = {"hormuz", "oresund"};
    for (size_t i = 0; i < 2; i++) {
        struct geo_waters *waters = read_waters(names[i], &reason);
        for (size_t j = 0; waters != NULL && j < waters->feature_count; j++) {
            const struct geo_waters_feature *feature = &waters->features[j];
            bool is_area = feature->kind == GEO_WATERS_LANE ||
                           feature->kind == GEO_WATERS_SEPARATION_ZONE ||
                           feature->kind == GEO_WATERS_ANCHORAGE;
            CHECK((feature->area != NULL) == is_area);
            CHECK((feature->point_count > 1) == (feature->kind != GEO_WATERS_PORT &&
                                                 feature->kind != GEO_WATERS_SEPARATION_ZONE &&
                                                 feature->kind != GEO_WATERS_ANCHORAGE));
            CHECK((feature->radius_m > 0) == (feature->kind == GEO_WATERS_PORT));
            CHECK(feature->pair[0] == '\0' || feature->kind == GEO_WATERS_GATE);
            CHECK(geo_waters_find(waters, feature->kind, feature->id) == feature);
        }
        geo_waters_free(waters);
    }
}

static void a_lane_has_its_centreline_in_the_direction_of_traffic(void)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct geo_waters *waters = read_waters("hormuz", &reason);
    if (waters == NULL) {
        CHECK_TEXT(bytes, "");
        return;
    }
    const struct geo_waters_feature *lane =
        geo_waters_find(waters, GEO_WATERS_LANE, "lane-hormuz-inbound");
    CHECK(lane != NULL);
    CHECK_INT(lane->point_count, 4);
    CHECK_REAL(lane->points[0].longitude_deg, 56.67343, 0);
    CHECK_REAL(lane->points[3].latitude_deg, 26.59506, 0);
    CHECK_TEXT(lane->name, "Strait of Hormuz, inbound lane");
    CHECK_INT(lane->valid_from_ms, 1755820800000); /* 2025-08-22 */
    CHECK(lane->valid_to_ms == INT64_MAX);
    CHECK(geo_waters_find(waters, GEO_WATERS_GATE, "lane-hormuz-inbound") == NULL);
    const struct geo_waters_feature *gate = geo_waters_find(waters, GEO_WATERS_GATE, "gate-middle");
    CHECK(gate != NULL && gate->order == 2 && strcmp(gate->pair, "passage") == 0);
    geo_waters_free(waters);
}

#define WATERS                                                                                     \
    "{\"type\":\"Feature\",\"id\":\"w\",\"properties\":{\"kind\":\"waters\"},\"geometry\":"        \
    "{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]]]}}"
#define FEATURE(properties, type, coordinates)                                                     \
    "{\"features\":[" WATERS ",{\"id\":\"x\",\"properties\":{" properties                          \
    "},\"geometry\":{\"type\":\"" type "\",\"coordinates\":" coordinates "}}]}"

static void says_what_is_wrong_with_which_feature(void)
{
    static const struct {
        const char *bytes, *reason;
    } rows[] = {
        {"{}", "there is no list 'features' of 1 to 4096"},
        {"{\"features\":[]}", "there is no list 'features' of 1 to 4096"},
        {"{\"features\":[{}]}", "feature 1: its id is no text of 1 to 63 bytes"},
        {"{\"features\":[{\"id\":\"a\"}]}",
         "feature 'a': the first feature is not of the kind 'waters'"},
        {"{\"features\":[" WATERS "," WATERS "]}", "feature 'w': another one has the same id"},
        {FEATURE("\"kind\":\"reef\"", "Point", "[1,1]"), "feature 'x': there is no kind 'reef'"},
        {FEATURE("", "Point", "[1,1]"), "feature 'x': there is no kind ''"},
        {FEATURE("\"kind\":\"port\",\"radius_m\":5", "LineString", "[1,1]"),
         "feature 'x': its geometry is no Point"},
        {FEATURE("\"kind\":\"port\"", "Point", "[1,1]"),
         "feature 'x': radius_m is no number of metres above 0, up to 100000"},
        {FEATURE("\"kind\":\"port\",\"radius_m\":5", "Point", "[1,91]"),
         "feature 'x': its position is no longitude and latitude"},
        {FEATURE("\"kind\":\"gate\"", "LineString", "[[1,1]]"),
         "feature 'x': too few positions, or too many"},
        {FEATURE("\"kind\":\"gate\"", "LineString", "[[1,1],[181,1]]"),
         "feature 'x': position 2 is no longitude and latitude"},
        {FEATURE("\"kind\":\"gate\",\"order\":1.5", "LineString", "[[1,1],[1,2]]"),
         "feature 'x': its order is no whole number from 0 to 1000"},
        {FEATURE("\"kind\":\"gate\",\"valid_to\":\"2025-02-29\"", "LineString", "[[1,1],[1,2]]"),
         "feature 'x': valid_to is no date such as 2025-08-22"},
        {FEATURE("\"kind\":\"anchorage\"", "Polygon", "[]"),
         "feature 'x': its polygon has no ring, or too many"},
        {FEATURE("\"kind\":\"anchorage\"", "Polygon", "[[[1,1],[2,1],[1,1]]]"),
         "feature 'x': too few positions, or too many"},
        {FEATURE("\"kind\":\"lane\"", "Polygon", "[[[1,1],[2,1],[2,2],[1,1]]]"),
         "feature 'x': too few positions, or too many"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char bytes[REASON_BYTES];
        struct text reason = text_init(bytes, sizeof bytes);
        CHECK(geo_waters_new(rows[i].bytes, strlen(rows[i].bytes), &reason) == NULL);
        CHECK_TEXT(bytes, rows[i].reason);
    }
}

static void waters_without_land_are_open_sea(void)
{
    static const char file[] = "{\"features\":[" WATERS "]}";
    static const char bad_land[] = "{\"features\":[{\"geometry\":{\"type\":\"Point\"}}]}";
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    struct geo_waters *waters = geo_waters_new(file, sizeof file - 1, &reason);

    CHECK(waters != NULL);
    if (waters == NULL)
        return;
    CHECK(!geo_land_contains(waters->land, (struct geo_point){1.5, 1.2}));
    CHECK(!geo_waters_add_land(waters, bad_land, sizeof bad_land - 1, &reason));
    CHECK_TEXT(bytes, "feature 1: its geometry is no Polygon");
    CHECK(!geo_land_contains(waters->land, (struct geo_point){1.5, 1.2}));
    text_clear(&reason);
    CHECK(geo_waters_add_land(waters, file, sizeof file - 1, &reason));
    CHECK_TEXT(bytes, "");
    CHECK(geo_land_contains(waters->land, (struct geo_point){1.8, 1.2}));
    geo_waters_free(waters);
}

static void a_file_that_is_not_there_is_named(void)
{
    char bytes[REASON_BYTES];
    struct text reason = text_init(bytes, sizeof bytes);
    CHECK(geo_waters_read("/nowhere/w.geojson", NULL, &reason) == NULL);
    CHECK_TEXT(bytes, "/nowhere/w.geojson: No such file or directory");
}

int main(void)
{
    RUN(reads_both_files_of_the_repository);
    RUN(every_kind_has_what_its_kind_has);
    RUN(a_lane_has_its_centreline_in_the_direction_of_traffic);
    RUN(says_what_is_wrong_with_which_feature);
    RUN(waters_without_land_are_open_sea);
    RUN(a_file_that_is_not_there_is_named);
    return check_summary();
}
