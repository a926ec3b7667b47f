/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/application.h"
#include "payload.h"

static struct payload p;

static void inland_calls_at_locks_come_out_whole(void)
{
    for (unsigned fid = 21; fid <= 22; fid++) {
        begin(&p, 6, 200, fid);
        put_text(&p, 88, "NL");
        put_text(&p, 100, "RTM");
        put_text(&p, 118, "00123");
        put_text(&p, 148, "TERM4");
        put_text(&p, 178, "05678");
        put_places(&p,
                   (const struct place[]){{208, 4, 5}, {212, 5, 6}, {217, 5, 7}, {222, 6, 8}, {0}});
        if (fid == 21)
            put_places(&p, (const struct place[]){{228, 3, 3}, {231, 12, 1234}, {0}});
        else
            put(&p, 228, 2, 1);
        end(&p, fid == 21 ? 248 : 232);
        CHECK_TEXT(p.contents, fid == 21
                                   ? "\"country\":\"NL\",\"locode\":\"RTM\",\"section\":\"00123\","
                                     "\"terminal\":\"TERM4\",\"hectometre\":\"05678\","
                                     "\"eta\":\"05-06T07:08Z\",\"tugs\":3,\"airdraught\":12.34"
                                   : "\"country\":\"NL\",\"locode\":\"RTM\",\"section\":\"00123\","
                                     "\"terminal\":\"TERM4\",\"hectometre\":\"05678\","
                                     "\"rta\":\"05-06T07:08Z\",\"status\":1");
        CHECK_INT(p.event.message.flags, 0);
    }
}

static void an_emma_warning_comes_out_whole(void)
{
    begin(&p, 8, 200, 23);
    put_places(
        &p, (const struct place[]){
                {56, 8, 13},          {64, 4, 11},        {68, 5, 28},        {73, 8, 14},
                {81, 4, 12},          {85, 5, 29},        {90, 5, 1},         {95, 6, 2},
                {101, 5, 3},          {106, 6, 4},        {112, 28, 7543210}, {140, 27, -1234560u},
                {167, 28, -7543210u}, {195, 27, 1234560}, {222, 4, 5},        {226, 9, 0x100 + 17},
                {235, 9, 200},        {244, 2, 3},        {246, 4, 8},        {0}});
    end(&p, 256);
    CHECK_TEXT(p.contents,
               "\"start_year\":2013,\"start_month\":11,\"start_day\":28,\"end_year\":2014,"
               "\"end_month\":12,\"end_day\":29,\"start_hour\":1,\"start_minute\":2,"
               "\"end_hour\":3,\"end_minute\":4,\"start_lon\":12.572017,\"start_lat\":-2.057600,"
               "\"end_lon\":-12.572017,\"end_lat\":2.057600,\"emma_type\":5,\"min\":-17,"
               "\"max\":200,\"intensity\":3,\"wind\":8");
    put(&p, 226, 9, 0x100 + 255);
    put(&p, 235, 9, 255);
    end(&p, 256);
    CHECK(strstr(p.contents, "\"min\":null,\"max\":null") != NULL);
}

static void inland_signals_and_gauges_come_out(void)
{
    begin(&p, 8, 200, 24);
    put_text(&p, 56, "DE");
    put_places(&p, (const struct place[]){{68, 11, 1111},
                                          {79, 13, 1234},
                                          {92, 1, 1},
                                          {93, 11, 1112},
                                          {104, 13, 56},
                                          {117, 1, 0},
                                          {118, 11, 0},
                                          {129, 14, 0},
                                          {143, 11, 2047},
                                          {154, 13, 8191},
                                          {167, 1, 0},
                                          {0}});
    end(&p, 168);
    CHECK_TEXT(p.contents, "\"country\":\"DE\",\"gauges\":[{\"id\":1111,\"level\":12.34},"
                           "{\"id\":1112,\"level\":-0.56},{\"id\":null,\"level\":null},"
                           "{\"id\":2047,\"level\":-81.91}]");

    begin(&p, 8, 200, 40);
    put_places(&p, (const struct place[]){{56, 28, 7543210},
                                          {84, 27, -1234560u},
                                          {111, 4, 9},
                                          {115, 9, 270},
                                          {124, 3, 2},
                                          {127, 30, 123456701},
                                          {0}});
    end(&p, 168);
    CHECK_TEXT(p.contents, "\"lon\":12.572017,\"lat\":-2.057600,\"form\":9,\"facing\":270,"
                           "\"direction\":2,\"status\":123456701");
}

static void what_inland_ships_do_not_know_is_null(void)
{
    begin(&p, 8, 200, 10);
    put(&p, 141, 3, 5);
    end(&p, 168);
    CHECK_TEXT(p.contents, "\"vin\":null,\"length\":null,\"beam\":null,\"shiptype\":null,"
                           "\"hazard\":null,\"draught\":null,\"loaded\":null,"
                           "\"speed_q\":false,\"course_q\":false,\"heading_q\":false");
    put(&p, 141, 3, 4);
    end(&p, 168);
    CHECK(strstr(p.contents, "\"hazard\":4,") != NULL);

    begin(&p, 6, 200, 21);
    put_places(&p, (const struct place[]){{217, 5, 24}, {222, 6, 60}, {228, 3, 7}, {0}});
    end(&p, 248);
    CHECK_TEXT(p.contents, "\"country\":null,\"locode\":null,\"section\":null,"
                           "\"terminal\":null,\"hectometre\":null,\"eta\":null,\"tugs\":null,"
                           "\"airdraught\":null");

    begin(&p, 6, 200, 22);
    put_places(&p, (const struct place[]){{217, 5, 24}, {222, 6, 60}, {228, 2, 3}, {0}});
    end(&p, 232);
    CHECK(strstr(p.contents, "\"rta\":null,\"status\":null") != NULL);

    begin(&p, 8, 200, 40);
    put_places(&p, (const struct place[]){
                       {56, 28, 181 * 600000}, {84, 27, 91 * 600000}, {115, 9, 511}, {0}});
    end(&p, 168);
    CHECK_TEXT(p.contents, "\"lon\":null,\"lat\":null,\"form\":0,\"facing\":null,"
                           "\"direction\":null,\"status\":0");

    begin(&p, 6, 200, 55);
    put_places(&p, (const struct place[]){{88, 8, 255}, {96, 13, 8191}, {109, 8, 255}, {0}});
    end(&p, 168);
    CHECK_TEXT(p.contents, "\"crew\":null,\"passengers\":null,\"personnel\":null");
}

/* The sub-areas of a notice begin at bit 111, each has 87. */
static void begin_notice(unsigned notice)
{
    begin(&p, 8, 1, 22);
    put_places(&p, (const struct place[]){{56, 10, 1007},
                                          {66, 7, notice},
                                          {73, 4, 5},
                                          {77, 5, 6},
                                          {82, 5, 7},
                                          {87, 6, 8},
                                          {93, 18, 234567},
                                          {0}});
}

static void every_shape_of_area_comes_out(void)
{
    begin_notice(23);
    put_places(&p, (const struct place[]){{111 + 3, 2, 2},
                                          {111 + 5, 25, 754321},
                                          {111 + 30, 24, -123456u},
                                          {111 + 54, 3, 4},
                                          {111 + 57, 12, 4095},
                                          {0}}); /* circle */
    put_places(&p, (const struct place[]){{198, 3, 1},
                                          {198 + 3, 2, 1},
                                          {198 + 5, 25, 754322},
                                          {198 + 30, 24, -123457u},
                                          {198 + 54, 3, 3},
                                          {198 + 57, 8, 201},
                                          {198 + 65, 8, 102},
                                          {198 + 73, 9, 45},
                                          {0}}); /* rectangle */
    put_places(&p, (const struct place[]){{285, 3, 2},
                                          {285 + 3, 2, 0},
                                          {285 + 5, 25, 754323},
                                          {285 + 30, 24, -123458u},
                                          {285 + 54, 3, 2},
                                          {285 + 57, 12, 777},
                                          {285 + 69, 9, 300},
                                          {285 + 78, 9, 359},
                                          {0}}); /* sector */
    for (unsigned shape = 3; shape <= 4; shape++) {
        unsigned at = 111 + 87 * shape;
        put_places(&p, (const struct place[]){{at, 3, shape},
                                              {at + 3, 2, 3},
                                              {at + 5, 10, 719},
                                              {at + 15, 10, 1023},
                                              {at + 25, 10, 1},
                                              {at + 35, 10, 2},
                                              {at + 45, 10, 720},
                                              {0}});
    }
    put(&p, 111 + 87 * 5, 3, 5);
    put_text(&p, 111 + 87 * 5 + 3, "STORM FRONT 12");
    put_places(&p, (const struct place[]){{111 + 87 * 6, 3, 6}, {111 + 87 * 6 + 3, 8, 0xa5}, {0}});
    end(&p, 111 + 87 * 7);
    CHECK_TEXT(p.contents,
               "\"linkage\":1007,\"notice\":23,\"start\":\"05-06T07:08Z\",\"duration\":234567,"
               "\"subareas\":[{\"shape\":0,\"scale\":2,\"lon\":12.57202,\"lat\":-2.05760,"
               "\"precision\":4,\"radius\":409500},{\"shape\":1,\"scale\":1,\"lon\":12.57203,"
               "\"lat\":-2.05762,\"precision\":3,\"east\":2010,\"north\":1020,"
               "\"orientation\":45},{\"shape\":2,\"scale\":0,\"lon\":12.57205,\"lat\":-2.05763,"
               "\"precision\":2,\"radius\":777,\"left\":300,\"right\":359},"
               "{\"shape\":3,\"scale\":3,\"bearing1\":359.5,\"distance1\":1023000,"
               "\"bearing2\":0.5,\"distance2\":2000,\"bearing3\":null,\"distance3\":null,"
               "\"bearing4\":0.0,\"distance4\":null},"
               "{\"shape\":4,\"scale\":3,\"bearing1\":359.5,\"distance1\":1023000,"
               "\"bearing2\":0.5,\"distance2\":2000,\"bearing3\":null,\"distance3\":null,"
               "\"bearing4\":0.0,\"distance4\":null},"
               "{\"shape\":5,\"text\":\"STORM FRONT 12\"},"
               "{\"shape\":6,\"payload\":\"84:a500000000000000000000\"}]");
    CHECK_INT(p.event.message.flags, 0);
}

static void ten_sub_areas_are_a_notice_and_none_is_too(void)
{
    begin_notice(126);
    end(&p, 112);
    CHECK(strstr(p.contents, "\"notice\":126,") != NULL);
    CHECK(strstr(p.contents, "\"subareas\":[]") != NULL);
    CHECK_INT(p.event.message.flags, 0);
    end(&p, 984);
    CHECK_INT(p.event.message.application.fields.area_notice.sub_area_count, 10);
    CHECK_INT(p.event.message.flags, 0);
    end(&p, 111 + 87 + 60);
    CHECK_INT(p.event.message.application.fields.area_notice.sub_area_count, 1);
    CHECK_INT(p.event.message.flags, AIS_FLAG_TRUNCATED);
}

/* Messages 25 and 26: addressed or not, the identifier follows. */
static void every_binary_message_carries_applications(void)
{
    static const struct {
        unsigned type, is_addressed, application_bit, tail_bit_count;
    } carriers[] = {{6, 1, 72, 0},  {8, 0, 40, 0},   {25, 0, 40, 0},
                    {25, 1, 72, 0}, {26, 0, 40, 24}, {26, 1, 72, 24}};

    for (size_t i = 0; i < sizeof carriers / sizeof carriers[0]; i++) {
        unsigned at = carriers[i].application_bit;
        begin(&p, carriers[i].type, 0, 0);
        memset(p.bytes + 5, 0, sizeof p.bytes - 5);
        if (carriers[i].type >= 25)
            put(&p, 38, 2, carriers[i].is_addressed << 1 | 1);
        put_places(&p, (const struct place[]){{at, 10, 235},
                                              {at + 10, 6, 10},
                                              {at + 16, 10, 273},
                                              {at + 26, 10, 2},
                                              {at + 36, 10, 1023},
                                              {at + 46, 2, 2},
                                              {at + 48, 2, 1},
                                              {at + 50, 1, 1},
                                              {at + 51, 8, 0x81},
                                              {at + 59, 1, 1},
                                              {0}});
        end(&p, at + 64 + carriers[i].tail_bit_count);
        static const char monitored[] =
            "\"ana_int\":13.65,\"ana_ext1\":0.10,\"ana_ext2\":51.15,\"racon\":2,"
            "\"light\":1,\"alarm\":true,\"stat_ext\":129,\"off_pos\":true";
        CHECK(strncmp(p.contents, monitored, strlen(monitored)) == 0);
        CHECK_INT(p.event.message.flags, 0);
    }
}

static void functions_of_addressed_messages_are_none_in_others(void)
{
    static const unsigned fids[] = {1, 3, 4, 5, 12, 14, 18, 20, 23, 25, 28, 30, 32};

    for (size_t i = 0; i < sizeof fids / sizeof fids[0]; i++) {
        begin(&p, 6, 1, fids[i]);
        end(&p, 400);
        CHECK(p.event.message.application.layout != NULL);
        begin(&p, 8, 1, fids[i]);
        end(&p, 368);
        CHECK(p.event.message.application.layout == NULL);
    }
}

/* DAC 200, FI 10 has 112 bits. */
static void the_length_says_whether_it_is_the_application(void)
{
    static const struct {
        size_t bit_count;
        unsigned last_bit;
        bool is_known;
        int flags;
    } cases[] = {
        {140, 0, false, 0},                 /* no dimensions */
        {141, 0, true, AIS_FLAG_TRUNCATED}, /* no draught */
        {160, 0, true, 0},                  /* what is spare left away */
        {168, 1, true, 0},                  /* and not */
        {175, 0, true, 0},                  /* the last byte filled */
        {176, 0, true, AIS_FLAG_OVERLONG},
        {392, 0, true, AIS_FLAG_OVERLONG}, /* zeros say nothing */
        {176, 1, false, 0},                /* somebody else's */
        {392, 1, false, 0},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin(&p, 8, 200, 10);
        put(&p, 127, 14, 8010);
        put(&p, (unsigned)cases[i].bit_count - 1, 1, cases[i].last_bit);
        end(&p, cases[i].bit_count);
        CHECK_INT(p.event.message.application.layout != NULL, cases[i].is_known);
        CHECK_INT(strstr(p.contents, "\"shiptype\":8010") != NULL, cases[i].is_known);
        CHECK_INT(strstr(p.contents, "\"data\":") != NULL, !cases[i].is_known);
        CHECK_INT(p.event.message.flags, cases[i].flags);
    }
}

/* With all bits set, and with none, at every length. */
static void the_json_of_every_application_fits(void)
{
    struct ais_application_row row;

    for (size_t i = 0; ais_application_at(i, &row); i++)
        for (unsigned fill = 0; fill <= 1; fill++)
            for (size_t bit_count = 112; bit_count <= 1064; bit_count += 8) {
                begin(&p, 26, 0, 0);
                memset(p.bytes + 5, fill != 0 ? 0xff : 0, sizeof p.bytes - 5);
                put(&p, 38, 2, 3);
                put(&p, 72, 10, (uint32_t)row.dac);
                put(&p, 82, 6, (uint32_t)row.fid);
                end(&p, bit_count);
                CHECK(strlen(p.words) < AIS_JSON_BYTES_MAX - 200);
                CHECK(p.words[strlen(p.words) - 1] == '}');
            }
}

int main(void)
{
    RUN(inland_calls_at_locks_come_out_whole);
    RUN(an_emma_warning_comes_out_whole);
    RUN(inland_signals_and_gauges_come_out);
    RUN(what_inland_ships_do_not_know_is_null);
    RUN(every_shape_of_area_comes_out);
    RUN(ten_sub_areas_are_a_notice_and_none_is_too);
    RUN(every_binary_message_carries_applications);
    RUN(functions_of_addressed_messages_are_none_in_others);
    RUN(the_length_says_whether_it_is_the_application);
    RUN(the_json_of_every_application_fits);
    return check_summary();
}
