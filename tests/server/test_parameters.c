/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "server/parameters.h"

#include <stdio.h>
#include <string.h>

enum { ALL = 0xffff };

static const int64_t noon_ms = INT64_C(1542625200000); /* 2018-11-19T11:00:00Z */

static bool read(const char *query, unsigned allowed, struct server_parameters *parameters)
{
    char bytes[512];
    struct text error = text_init(bytes, sizeof bytes);
    bool is_read = server_parameters_read(query, allowed, parameters, &error);
    CHECK(is_read == (bytes[0] == '\0'));
    return is_read;
}

static void nothing_is_the_defaults(void)
{
    struct server_parameters parameters;
    CHECK(read("", ALL, &parameters));
    CHECK_INT(parameters.given, 0);
    CHECK(parameters.from_ms == INT64_MIN && parameters.until_ms == INT64_MAX);
    CHECK_INT(parameters.limit, SERVER_LIMIT_DEFAULT);
    CHECK_INT(parameters.bucket_count, SERVER_BUCKET_COUNT_DEFAULT);
    CHECK_INT(parameters.next.place.mmsi, 0);
}

static void times_are_those_of_rfc_3339(void)
{
    static const struct {
        const char *words;
        int64_t time_ms; /* -1: none */
    } rows[] = {
        {"2018-11-19T11:00:00Z", 0},
        {"2018-11-19t11:00:00z", 0},
        {"2018-11-19 11:00:00Z", 0},
        {"2018-11-19T11:00:00.789Z", 789},
        {"2018-11-19T11:00:00.7899999Z", 789},
        {"2018-11-19T11:00:00.5Z", 500},
        {"2018-11-19T12:00:00+01:00", 0},
        {"2018-11-19T12:00:00 01:00", 0}, /* a plus that was decoded as in a form */
        {"2018-11-19T07:30:00-03:30", 0},
        {"2018-11-19T10:59:60Z", 0},
        {"2018-11-19", -1},
        {"2018-11-19T11:00Z", -1},
        {"2018-11-19T11:00:00", -1},
        {"2018-11-19T11:00:00.Z", -1},
        {"2018-11-19T24:00:00Z", -1},
        {"2018-02-29T11:00:00Z", -1},
        {"2018-13-01T11:00:00Z", -1},
        {"1969-12-31T23:59:59Z", -1},
        {"1970-01-01T00:00:00+01:00", -1},
        {"2018-11-19T11:00:00Zx", -1},
        {"2018-11-19T11:00:00+1:00", -1},
        {"", -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t time_ms = 5;
        bool is_read = server_parameters_read_time(rows[i].words, strlen(rows[i].words), &time_ms);
        CHECK(is_read == (rows[i].time_ms >= 0));
        CHECK_INT(time_ms, is_read ? noon_ms + rows[i].time_ms : 5);
    }
}

static void an_interval_has_both_of_its_ends(void)
{
    static const struct {
        const char *query;
        int64_t from_ms, until_ms;
    } rows[] = {
        {"datetime=2018-11-19T11:00:00Z", 0, 1},
        {"datetime=2018-11-19T11:00:00Z/2018-11-19T11:00:01Z", 0, 1001},
        {"datetime=2018-11-19T11:00:00Z/..", 0, INT64_MAX},
        {"datetime=2018-11-19T11:00:00Z/", 0, INT64_MAX},
        {"datetime=../2018-11-19T11:00:01Z", INT64_MIN, 1001},
        {"datetime=/2018-11-19T11:00:01Z", INT64_MIN, 1001},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct server_parameters parameters = {0};
        CHECK(read(rows[i].query, ALL, &parameters));
        CHECK(parameters.from_ms ==
              (rows[i].from_ms == INT64_MIN ? INT64_MIN : noon_ms + rows[i].from_ms));
        CHECK(parameters.until_ms ==
              (rows[i].until_ms == INT64_MAX ? INT64_MAX : noon_ms + rows[i].until_ms));
    }
}

static void bad_ones_are_refused_and_change_nothing(void)
{
    static const char *const queries[] = {
        "bbox=1,2,3",
        "bbox=1,2,3,4,5",
        "bbox=1,2,3,4,5,6,7",
        "bbox=1,3,2,2",
        "bbox=1,2,0,3,nan,0",
        "bbox=181,2,3,4",
        "bbox=a,b,c,d",
        "bbox=",
        "bbox",
        "limit=0",
        "limit=-1",
        "limit=x",
        "limit=1&limit=1",
        "limit=99999999999",
        "datetime=2018-11-19",
        "datetime=../..",
        "datetime=/",
        "datetime=..",
        "datetime=2018-11-19T11:00:01Z/2018-11-19T11:00:00Z",
        "datetime=2018-11-19T11:00:00Z/2018-11-19T11:00:01Z/..",
        "mmsi=0",
        "mmsi=1234567890",
        "next=1",
        "next=1-2-3-x",
        "next=01-2-3-4",
        "f=html",
        "buckets=0",
        "buckets=2001",
        "simplify=-1",
        "simplify=10001",
        "simplify=",
        "nothing=1",
        "Limit=1",
        "=",
    };
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        struct server_parameters parameters = {.limit = 77};
        if (read(queries[i], ALL, &parameters))
            printf("# taken: %s\n", queries[i]);
        CHECK_INT(parameters.limit, 77);
    }
}

static void only_what_a_page_takes_is_taken(void)
{
    char bytes[512];
    struct text error = text_init(bytes, sizeof bytes);
    struct server_parameters parameters;
    CHECK(!server_parameters_read("bbox=1,2,3,4", SERVER_PARAMETER_LIMIT | SERVER_PARAMETER_MMSI,
                                  &parameters, &error));
    CHECK_TEXT(bytes, "no parameter 'bbox' here; limit mmsi");
}

static void a_limit_above_the_most_is_the_most(void)
{
    struct server_parameters parameters;
    CHECK(read("limit=7", ALL, &parameters));
    CHECK_INT(parameters.limit, 7);
    CHECK(read("limit=10001", ALL, &parameters));
    CHECK_INT(parameters.limit, SERVER_LIMIT_MAX);
}

static void heights_of_a_box_are_left_aside(void)
{
    struct server_parameters parameters;
    CHECK(read("bbox=170,-1.5,-100,-170,2,9000", ALL, &parameters));
    CHECK_REAL(parameters.box.west_deg, 170, 0);
    CHECK_REAL(parameters.box.south_deg, -1.5, 0);
    CHECK_REAL(parameters.box.east_deg, -170, 0);
    CHECK_REAL(parameters.box.north_deg, 2, 0);
}

/* 12.7 degrees is no whole number of anything in binary; what is on the edge is in the box. */
static void edges_are_inside(void)
{
    for (int32_t i = 0; i < 100000; i++) {
        double edge_deg = (double)(i * 733) / HISTORY_DEGREE;
        struct geo_box box = {edge_deg, -edge_deg, edge_deg, edge_deg > 90 ? 90 : edge_deg};
        struct history_box found = server_parameters_box(&box);
        if (found.west != i * 733 || found.east != i * 733 || found.south != -i * 733) {
            CHECK_INT(found.west, i * 733);
            CHECK_INT(found.east, i * 733);
            return;
        }
    }
    struct history_box between =
        server_parameters_box(&(struct geo_box){0.0000005, 0.0000005, 0.000003, 0.000003});
    CHECK_INT(between.west, 1);
    CHECK_INT(between.east, 1);
}

static void a_key_is_read_as_it_was_written(void)
{
    static const struct server_key keys[] = {
        {{0, 0, 0}, 0},
        {{265698740, 3, INT64_C(1542625200789)}, 2},
        {{UINT32_MAX, UINT32_MAX, INT64_C(999999999999999)}, UINT32_MAX},
    };
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        char bytes[SERVER_KEY_BYTES];
        struct text text = text_init(bytes, sizeof bytes);
        struct server_key key = {0};
        server_key_write(&keys[i], &text);
        CHECK(!text.is_cut);
        CHECK(server_key_read(bytes, &key));
        CHECK_INT(server_key_compare(&key, &keys[i]), 0);
        CHECK(i == 0 || server_key_compare(&keys[i - 1], &key) < 0);
        CHECK(i == 0 || server_key_compare(&key, &keys[i - 1]) > 0);
    }
}

int main(void)
{
    RUN(nothing_is_the_defaults);
    RUN(times_are_those_of_rfc_3339);
    RUN(an_interval_has_both_of_its_ends);
    RUN(bad_ones_are_refused_and_change_nothing);
    RUN(only_what_a_page_takes_is_taken);
    RUN(a_limit_above_the_most_is_the_most);
    RUN(heights_of_a_box_are_left_aside);
    RUN(edges_are_inside);
    RUN(a_key_is_read_as_it_was_written);
    return check_summary();
}
