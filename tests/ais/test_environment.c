/* SPDX-License-Identifier: Apache-2.0 */
#include "payload.h"

#include <stdio.h>

static struct payload p;

static void an_observation_from_a_ship_comes_out_whole(void)
{
    begin(&p, 8, 1, 21);
    put_text(&p, 57, "OFF KULLEN");
    put_places(&p, (const struct place[]){{177, 25, 754321}, {202, 24, -123456u},
                                          {226, 5, 6},       {231, 5, 7},
                                          {236, 6, 8},       {242, 4, 3},
                                          {246, 1, 1},       {247, 7, 126},
                                          {254, 7, 99},      {261, 7, 45},
                                          {268, 9, 271},     {277, 9, 215},
                                          {286, 4, 5},       {290, 11, -55u},
                                          {301, 10, 123},    {311, 6, 11},
                                          {317, 8, 34},      {325, 9, 272},
                                          {334, 8, 56},      {342, 9, 273},
                                          {351, 6, 12},      {0}});
    end(&p, 360);
    CHECK_TEXT(p.contents,
               "\"wmo\":false,\"location\":\"OFF KULLEN\",\"lon\":12.57202,\"lat\":-2.05760,"
               "\"timestamp\":\"06T07:08Z\",\"weather\":3,\"vislimit\":true,\"visibility\":12.6,"
               "\"humidity\":99,\"wspeed\":45,\"wdir\":271,\"pressure\":1014,\"pressuretend\":5,"
               "\"airtemp\":-5.5,\"watertemp\":2.3,\"waveperiod\":11,\"waveheight\":3.4,"
               "\"wavedir\":272,\"swellheight\":5.6,\"swelldir\":273,\"swellperiod\":12");
    CHECK_INT(p.event.message.flags, 0);
}

/* clang-format off */
static const struct place wmo_places[] = {
    {56, 1, 1}, {57, 16, 19234}, {73, 15, 14567}, {88, 4, 5}, {92, 6, 6}, {98, 5, 7}, {103, 3, 4},
    {106, 7, 71}, {113, 5, 29}, {118, 7, 72}, {125, 11, 1137}, {136, 10, 456}, {146, 4, 8},
    {150, 7, 54}, {157, 8, 254}, {165, 7, 55}, {172, 8, 253}, {180, 8, 252}, {188, 7, 56},
    {195, 10, 600}, {205, 7, 77}, {212, 9, 123}, {221, 6, 62}, {227, 9, 321}, {236, 5, 21},
    {241, 5, 22}, {246, 4, 9}, {250, 4, 10}, {254, 6, 41}, {260, 6, 42}, {266, 6, 43},
    {272, 7, 125}, {279, 5, 13}, {284, 6, 59}, {290, 6, 31}, {296, 5, 14}, {301, 6, 58},
    {307, 6, 32}, {313, 5, 15}, {318, 6, 57}, {324, 7, 101}, {331, 3, 5}, {334, 3, 6},
    {337, 5, 23}, {342, 4, 11}, {346, 5, 24}, {351, 5, 25}, {356, 4, 7}, {0},
};
/* clang-format on */

static void an_observation_for_the_wmo_comes_out_whole(void)
{
    begin(&p, 8, 1, 21);
    put_places(&p, wmo_places);
    end(&p, 360);
    CHECK_TEXT(p.contents,
               "\"wmo\":true,\"lon\":12.34,\"lat\":55.67,\"month\":5,\"day\":6,\"hour\":7,"
               "\"minute\":40,\"course\":355,\"speed_mps\":14.5,\"heading\":360,"
               "\"pressure\":1013.7,\"pdelta\":-4.4,\"ptend\":8,\"twinddir\":270,"
               "\"twindspeed\":127.0,\"rwinddir\":275,\"rwindspeed\":126.5,\"mgustspeed\":126.0,"
               "\"mgustdir\":280,\"airtemp_kelvin\":283.0,\"humidity\":77,"
               "\"surftemp_kelvin\":280.3,\"visibility_m\":50252.612,\"weather\":321,"
               "\"pweather1\":21,\"pweather2\":22,\"totalcloud\":90,\"lowclouda\":10,"
               "\"lowcloudt\":41,\"midcloudt\":42,\"highcloudt\":43,\"cloudbase\":2500.00,"
               "\"wwperiod\":13,\"wwheight\":29.5,\"swelldir1\":310,\"swperiod1\":14,"
               "\"swheight1\":29.0,\"swelldir2\":320,\"swperiod2\":15,\"swheight2\":28.5,"
               "\"icedeposit\":101,\"icerate\":5,\"icecause\":6,\"seaice\":23,\"icetype\":11,"
               "\"icestate\":24,\"icedevel\":25,\"icebearing\":315");
    CHECK_INT(p.event.message.flags, 0);
    CHECK_REAL(ais_layout_value(&p.event.message.application.layout->fields[22], 62), 50252.612,
               1e-9);
}

static void what_the_wmo_calls_missing_is_null(void)
{
    begin(&p, 8, 1, 21);
    memset(p.bytes + 7, 0xff, sizeof p.bytes - 7);
    end(&p, 360);
    CHECK(strstr(p.contents, "\"wmo\":true") != NULL);
    for (const char *at = strchr(p.contents, ','); at != NULL; at = strchr(at + 1, ','))
        CHECK(strncmp(strchr(at, ':'), ":null", 5) == 0);
}

/* A report's own bits begin at bit 27 of it; the first report begins at bit 56. */
static void check_report(unsigned sensor, const struct place *places, const char *name,
                         const char *expected)
{
    char words[1024];
    begin(&p, 8, 1, 26);
    put_places(&p, (const struct place[]){
                       {56, 4, sensor}, {60, 5, 6}, {65, 5, 7}, {70, 6, 8}, {76, 7, 101}, {0}});
    for (; places->bit_count > 0; places++)
        put(&p, 83 + places->first_bit, places->bit_count, places->value);
    put_text(&p, 83, name);
    end(&p, 168);
    snprintf(words, sizeof words,
             "\"reports\":[{\"sensor\":%u,\"timestamp\":\"06T07:08Z\",\"site\":101,%s}]", sensor,
             expected);
    CHECK_TEXT(p.contents, words);
    CHECK_INT(p.event.message.flags, 0);
}

static void places_stations_and_wind_come_out(void)
{
    check_report(
        0,
        (const struct place[]){
            {0, 28, 7543210}, {28, 27, -1234560u}, {55, 11, 1234}, {66, 4, 5}, {70, 3, 4}, {0}},
        "", "\"lon\":12.572017,\"lat\":-2.057600,\"alt\":123.4,\"owner\":5,\"timeout\":4");
    check_report(1, (const struct place[]){{0}}, "KATTEGAT SW 12", "\"name\":\"KATTEGAT SW 12\"");
    check_report(2,
                 (const struct place[]){{0, 7, 11},
                                        {7, 7, 22},
                                        {14, 9, 333},
                                        {23, 9, 334},
                                        {32, 3, 1},
                                        {35, 7, 44},
                                        {42, 7, 55},
                                        {49, 9, 335},
                                        {58, 5, 16},
                                        {63, 5, 17},
                                        {68, 6, 18},
                                        {74, 8, 199},
                                        {0}},
                 "",
                 "\"wspeed\":11,\"wgust\":22,\"wdir\":333,\"wgustdir\":334,\"sensortype\":1,"
                 "\"fwspeed\":44,\"fwgust\":55,\"fwdir\":335,\"ftimestamp\":\"16T17:18Z\","
                 "\"duration\":199");
}

static void levels_and_flat_currents_come_out(void)
{
    check_report(3,
                 (const struct place[]){{0, 1, 1},
                                        {1, 16, -1234u},
                                        {17, 2, 1},
                                        {19, 5, 11},
                                        {24, 3, 2},
                                        {27, 1, 1},
                                        {28, 16, 5678},
                                        {44, 5, 16},
                                        {49, 5, 17},
                                        {54, 6, 18},
                                        {60, 8, 198},
                                        {0}},
                 "",
                 "\"absolute\":true,\"level\":-12.34,\"leveltrend\":1,\"datum\":11,"
                 "\"sensortype\":2,\"fabsolute\":true,\"flevel\":56.78,"
                 "\"ftimestamp\":\"16T17:18Z\",\"duration\":198");
    check_report(4,
                 (const struct place[]){{0, 8, 12},
                                        {8, 9, 101},
                                        {17, 9, 201},
                                        {26, 8, 34},
                                        {34, 9, 102},
                                        {43, 9, 202},
                                        {52, 8, 56},
                                        {60, 9, 103},
                                        {69, 9, 203},
                                        {78, 3, 3},
                                        {0}},
                 "",
                 "\"cspeed1\":1.2,\"cdir1\":101,\"cdepth1\":201,\"cspeed2\":3.4,\"cdir2\":102,"
                 "\"cdepth2\":202,\"cspeed3\":5.6,\"cdir3\":103,\"cdepth3\":203,\"sensortype\":3");
}

static void currents_in_depth_and_aside_come_out(void)
{
    check_report(5,
                 (const struct place[]){{0, 8, 12},
                                        {8, 8, 23},
                                        {16, 8, 34},
                                        {24, 9, 301},
                                        {33, 8, 45},
                                        {41, 8, 56},
                                        {49, 8, 67},
                                        {57, 9, 302},
                                        {66, 3, 4},
                                        {0}},
                 "",
                 "\"cnorth1\":1.2,\"ceast1\":2.3,\"cup1\":3.4,\"cdepth1\":301,\"cnorth2\":4.5,"
                 "\"ceast2\":5.6,\"cup2\":6.7,\"cdepth2\":302,\"sensortype\":4");
    check_report(6,
                 (const struct place[]){{0, 9, 111},
                                        {9, 7, 112},
                                        {16, 8, 113},
                                        {24, 9, 114},
                                        {33, 9, 115},
                                        {42, 9, 116},
                                        {51, 7, 117},
                                        {58, 8, 118},
                                        {66, 9, 119},
                                        {75, 9, 120},
                                        {0}},
                 "",
                 "\"bearing1\":111,\"distance1\":112,\"speed1\":11.3,\"direction1\":114,"
                 "\"depth1\":115,\"bearing2\":116,\"distance2\":117,\"speed2\":11.8,"
                 "\"direction2\":119,\"depth2\":120");
}

static void sea_salt_weather_and_gaps_come_out(void)
{
    check_report(7,
                 (const struct place[]){{0, 8, 12},
                                        {8, 6, 13},
                                        {14, 9, 114},
                                        {23, 4, 5},
                                        {27, 3, 1},
                                        {30, 10, 216},
                                        {40, 7, 17},
                                        {47, 3, 2},
                                        {50, 8, 18},
                                        {58, 6, 19},
                                        {64, 9, 120},
                                        {73, 3, 3},
                                        {76, 9, 321},
                                        {0}},
                 "",
                 "\"swheight\":1.2,\"swperiod\":13,\"swelldir\":114,\"seastate\":5,"
                 "\"swelltype\":1,\"watertemp\":11.6,\"watertempdepth\":1.7,\"depthtype\":2,"
                 "\"waveheight\":1.8,\"waveperiod\":19,\"wavedir\":120,\"wavetype\":3,"
                 "\"salinity\":32.1");
    check_report(
        8,
        (const struct place[]){
            {0, 10, 99}, {10, 10, 456}, {20, 16, 12345}, {36, 9, 322}, {45, 2, 1}, {47, 3, 5}, {0}},
        "",
        "\"watertemp\":-0.1,\"conductivity\":4.56,\"pressure\":1234.5,"
        "\"salinity\":32.2,\"salinitytype\":1,\"sensortype\":5");
    check_report(9,
                 (const struct place[]){{0, 11, -123u},
                                        {11, 3, 1},
                                        {14, 2, 2},
                                        {16, 8, 123},
                                        {24, 10, -45u},
                                        {34, 3, 2},
                                        {37, 9, 216},
                                        {46, 2, 1},
                                        {48, 3, 3},
                                        {51, 9, 323},
                                        {0}},
                 "",
                 "\"temperature\":-12.3,\"sensortype\":1,\"preciptype\":2,\"visibility\":12.3,"
                 "\"dewpoint\":-4.5,\"dewtype\":2,\"pressure\":1015,\"pressuretend\":1,"
                 "\"pressuretype\":3,\"salinity\":32.3");
    check_report(10,
                 (const struct place[]){{0, 13, 1234},
                                        {13, 13, 5678},
                                        {26, 2, 2},
                                        {28, 13, 8191},
                                        {41, 5, 16},
                                        {46, 5, 17},
                                        {51, 6, 18},
                                        {0}},
                 "",
                 "\"airdraught\":12.34,\"airgap\":56.78,\"gaptrend\":2,\"fairgap\":81.91,"
                 "\"ftimestamp\":\"16T17:18Z\"");
    check_report(15, (const struct place[]){{0, 8, 0xa5}, {84, 1, 1}, {0}}, "",
                 "\"payload\":\"85:a500000000000000000008\"");
}

static void what_a_sensor_calls_missing_is_null(void)
{
    static const struct {
        unsigned sensor;
        struct place places[14];
        const char *expected;
    } cases[] = {
        {2, {{0, 7, 122}, {14, 9, 360}, {74, 8, 255}, {0}}, "\"wspeed\":null,"},
        {2, {{0, 7, 127}, {14, 9, 511}, {0}}, "\"wdir\":null,"},
        {3, {{1, 16, 0x8000}, {19, 5, 14}, {0}}, "\"level\":null,"},
        {4, {{0, 8, 247}, {17, 9, 362}, {0}}, "\"cdepth1\":null,"},
        {4, {{0, 8, 246}, {17, 9, 361}, {0}}, "\"cspeed1\":24.6,\"cdir1\":0,\"cdepth1\":361,"},
        {7, {{30, 10, 601}, {76, 9, 503}, {0}}, "\"salinity\":null}"},
        {7, {{30, 10, 600}, {76, 9, 501}, {0}}, "\"watertemp\":50.0,"},
        {8, {{10, 10, 703}, {20, 16, 60003}, {0}}, "\"conductivity\":null,\"pressure\":null,"},
        {9, {{0, 11, 0x400}, {24, 10, 501}, {37, 9, 403}, {0}}, "\"pressure\":null,"},
        {10, {{13, 13, 0}, {0}}, "\"airgap\":null,"},
        {3, {{17, 2, 3}, {60, 8, 255}, {0}}, "\"leveltrend\":null,"},
        {9, {{46, 2, 3}, {0}}, "\"pressuretend\":null,"},
        {10, {{26, 2, 3}, {0}}, "\"gaptrend\":null,"},
        {10, {{26, 2, 1}, {0}}, "\"airdraught\":null,\"airgap\":null,\"gaptrend\":1,"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin(&p, 8, 1, 26);
        put(&p, 56, 4, cases[i].sensor);
        for (const struct place *at = cases[i].places; at->bit_count > 0; at++)
            put(&p, 83 + at->first_bit, at->bit_count, at->value);
        end(&p, 168);
        CHECK(strstr(p.contents, cases[i].expected) != NULL);
    }
}

static void eight_reports_are_a_message(void)
{
    begin(&p, 8, 1, 26);
    for (unsigned i = 0; i < 8; i++)
        put_places(&p,
                   (const struct place[]){{56 + 112 * i, 4, i}, {76 + 112 * i, 7, 100 + i}, {0}});
    end(&p, 56 + 8 * 112);
    CHECK_INT(p.event.message.application.fields.environment.report_count, 8);
    CHECK_INT(p.event.message.flags, 0);
    for (unsigned i = 0; i < 8; i++) {
        CHECK_INT(p.event.message.application.fields.environment.reports[i].sensor, (int)i);
        CHECK_INT(p.event.message.application.fields.environment.reports[i].site, (int)(100 + i));
    }
    end(&p, 56 + 2 * 112 + 50);
    CHECK_INT(p.event.message.application.fields.environment.report_count, 2);
    CHECK_INT(p.event.message.flags, AIS_FLAG_TRUNCATED);
}

int main(void)
{
    RUN(an_observation_from_a_ship_comes_out_whole);
    RUN(an_observation_for_the_wmo_comes_out_whole);
    RUN(what_the_wmo_calls_missing_is_null);
    RUN(places_stations_and_wind_come_out);
    RUN(levels_and_flat_currents_come_out);
    RUN(currents_in_depth_and_aside_come_out);
    RUN(sea_salt_weather_and_gaps_come_out);
    RUN(what_a_sensor_calls_missing_is_null);
    RUN(eight_reports_are_a_message);
    return check_summary();
}
