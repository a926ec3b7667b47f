/* SPDX-License-Identifier: Apache-2.0 */
#include "payload.h"

static struct payload p;

static void an_old_indication_of_dangerous_cargo_comes_out_whole(void)
{
    begin(&p, 6, 1, 12);
    put_text(&p, 88, "NLRTM");
    put_text(&p, 138, "DEHAM");
    put_text(&p, 188, "METHANOL");
    put_text(&p, 308, "3.1");
    put_places(&p, (const struct place[]){{118, 4, 5},
                                          {122, 5, 6},
                                          {127, 5, 7},
                                          {132, 6, 8},
                                          {168, 4, 9},
                                          {172, 5, 10},
                                          {177, 5, 11},
                                          {182, 6, 12},
                                          {332, 13, 1230},
                                          {345, 10, 789},
                                          {355, 2, 2},
                                          {0}});
    end(&p, 360);
    CHECK_TEXT(p.contents, "\"lastport\":\"NLRTM\",\"departure\":\"05-06T07:08Z\","
                           "\"nextport\":\"DEHAM\",\"eta\":\"09-10T11:12Z\","
                           "\"dangerous\":\"METHANOL\",\"imdcat\":\"3.1\",\"unid\":1230,"
                           "\"amount\":789,\"unit\":2");
    CHECK_INT(p.event.message.flags, 0);
}

static void a_closed_fairway_comes_out_whole(void)
{
    begin(&p, 8, 1, 13);
    put_text(&p, 56, "DREDGING");
    put_text(&p, 176, "BUOY 11");
    put_text(&p, 296, "BUOY 17");
    put_places(&p, (const struct place[]){{416, 10, 750},
                                          {426, 2, 1},
                                          {428, 5, 21},
                                          {433, 4, 10},
                                          {437, 5, 13},
                                          {442, 6, 45},
                                          {448, 5, 22},
                                          {453, 4, 11},
                                          {457, 5, 14},
                                          {462, 6, 46},
                                          {0}});
    end(&p, 472);
    CHECK_TEXT(p.contents, "\"reason\":\"DREDGING\",\"closefrom\":\"BUOY 11\","
                           "\"closeto\":\"BUOY 17\",\"radius\":750,\"extunit\":1,\"fday\":21,"
                           "\"fmonth\":10,\"fhour\":13,\"fminute\":45,\"tday\":22,\"tmonth\":11,"
                           "\"thour\":14,\"tminute\":46");
}

static void tidal_windows_come_out_in_both_forms(void)
{
    begin(&p, 6, 1, 14);
    put_places(&p, (const struct place[]){{88, 4, 7},
                                          {92, 5, 19},
                                          {97, 27, -1234560u},
                                          {124, 28, 7543210},
                                          {152, 5, 1},
                                          {157, 6, 2},
                                          {163, 5, 3},
                                          {168, 6, 4},
                                          {174, 9, 256},
                                          {183, 7, 43},
                                          {190, 27, 91 * 600000},
                                          {217, 28, 181 * 600000},
                                          {245, 5, 24},
                                          {250, 6, 60},
                                          {256, 5, 24},
                                          {261, 6, 60},
                                          {267, 9, 360},
                                          {276, 7, 127},
                                          {0}});
    end(&p, 283);
    CHECK_TEXT(p.contents,
               "\"month\":7,\"day\":19,\"tidals\":[{\"lat\":-2.057600,\"lon\":12.572017,"
               "\"from_hour\":1,\"from_min\":2,\"to_hour\":3,\"to_min\":4,\"cdir\":256,"
               "\"cspeed\":4.3},{\"lat\":null,\"lon\":null,\"from_hour\":null,\"from_min\":null,"
               "\"to_hour\":null,\"to_min\":null,\"cdir\":null,\"cspeed\":null}]");

    begin(&p, 6, 1, 32);
    put_places(&p, (const struct place[]){{88, 4, 7},
                                          {92, 5, 19},
                                          {97, 25, 754321},
                                          {122, 24, -123456u},
                                          {146, 5, 1},
                                          {151, 6, 2},
                                          {157, 5, 3},
                                          {162, 6, 4},
                                          {168, 9, 256},
                                          {177, 8, 251},
                                          {0}});
    end(&p, 185);
    CHECK_TEXT(p.contents, "\"month\":7,\"day\":19,\"tidals\":[{\"lon\":12.57202,\"lat\":-2.05760,"
                           "\"from_hour\":1,\"from_min\":2,\"to_hour\":3,\"to_min\":4,"
                           "\"cdir\":256,\"cspeed\":25.1}]");
    CHECK_INT(p.event.message.flags, 0);
}

static void air_draught_and_persons_come_out(void)
{
    begin(&p, 8, 1, 15);
    put(&p, 56, 11, 2046);
    end(&p, 72);
    CHECK_TEXT(p.contents, "\"airdraught\":204.6");

    static const struct {
        unsigned type, fid, first_bit;
        size_t bit_count;
    } cases[] = {{6, 16, 88, 104}, {6, 16, 88, 136}, {8, 16, 56, 72},
                 {8, 16, 56, 104}, {6, 40, 88, 104}, {8, 40, 56, 72}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        begin(&p, cases[i].type, 1, cases[i].fid);
        put(&p, cases[i].first_bit, 13, 4711);
        end(&p, cases[i].bit_count);
        CHECK_TEXT(p.contents, "\"persons\":4711");
        CHECK_INT(p.event.message.flags, 0);
        put(&p, cases[i].first_bit, 13, 0);
        end(&p, cases[i].bit_count);
        CHECK_TEXT(p.contents, "\"persons\":null");
    }
}

static void a_target_is_named_by_what_its_first_bits_say(void)
{
    begin(&p, 8, 1, 17);
    for (unsigned kind = 0; kind < 4; kind++) {
        unsigned at = 56 + 120 * kind;
        put(&p, at, 2, kind);
        put_places(&p, (const struct place[]){{at + 48, 24, -123456u},
                                              {at + 72, 25, 754321},
                                              {at + 97, 9, 100 + kind},
                                              {at + 106, 6, 50 + kind},
                                              {at + 112, 8, 20 + kind},
                                              {0}});
    }
    put(&p, 56 + 44 - 30, 30, 219000003);
    put(&p, 176 + 44 - 30, 30, 9074729);
    put_text(&p, 296 + 2, "OXYZ2");
    put_text(&p, 416 + 2, "VTS 123");
    end(&p, 536);
    CHECK_TEXT(p.contents,
               "\"targets\":[{\"idtype\":0,\"mmsi\":219000003,\"lat\":-2.05760,\"lon\":12.57202,"
               "\"course\":100,\"second\":50,\"speed\":20},{\"idtype\":1,\"imo\":9074729,"
               "\"lat\":-2.05760,\"lon\":12.57202,\"course\":101,\"second\":51,\"speed\":21},"
               "{\"idtype\":2,\"callsign\":\"OXYZ2\",\"lat\":-2.05760,\"lon\":12.57202,"
               "\"course\":102,\"second\":52,\"speed\":22},{\"idtype\":3,\"other\":\"VTS 123\","
               "\"lat\":-2.05760,\"lon\":12.57202,\"course\":103,\"second\":53,\"speed\":23}]");
}

static void a_target_of_any_kind_may_be_nowhere(void)
{
    for (unsigned kind = 0; kind < 4; kind++) {
        begin(&p, 8, 1, 17);
        put_places(&p, (const struct place[]){{56, 2, kind},
                                              {104, 24, 91 * 60000},
                                              {128, 25, 181 * 60000},
                                              {153, 9, 360},
                                              {162, 6, 60},
                                              {168, 8, 255},
                                              {0}});
        end(&p, 176);
        CHECK(strstr(p.contents, "\":null,\"lat\":null,\"lon\":null,\"course\":null,"
                                 "\"second\":null,\"speed\":null}]") != NULL);
    }
}

static void a_clearance_for_a_port_comes_out_whole(void)
{
    begin(&p, 6, 1, 18);
    put_text(&p, 118, "HELSINGBORG 3");
    put_text(&p, 238, "SEHEL");
    put_places(&p, (const struct place[]){{88, 10, 1001},
                                          {98, 4, 5},
                                          {102, 5, 6},
                                          {107, 5, 7},
                                          {112, 6, 8},
                                          {268, 25, 754321},
                                          {293, 24, -123456u},
                                          {0}});
    end(&p, 360);
    CHECK_TEXT(p.contents, "\"linkage\":1001,\"arrival\":\"05-06T07:08Z\","
                           "\"portname\":\"HELSINGBORG 3\",\"destination\":\"SEHEL\","
                           "\"lon\":12.57202,\"lat\":-2.05760");
}

static void a_traffic_signal_comes_out_whole(void)
{
    begin(&p, 8, 1, 19);
    put_text(&p, 66, "SIGNAL STATION 7");
    put_places(&p, (const struct place[]){{56, 10, 1002},
                                          {186, 25, 754321},
                                          {211, 24, -123456u},
                                          {235, 2, 2},
                                          {237, 5, 13},
                                          {242, 5, 17},
                                          {247, 6, 59},
                                          {253, 5, 11},
                                          {0}});
    end(&p, 360);
    CHECK_TEXT(p.contents, "\"linkage\":1002,\"station_name\":\"SIGNAL STATION 7\","
                           "\"lon\":12.57202,\"lat\":-2.05760,\"status\":2,\"signal\":13,"
                           "\"hour\":17,\"minute\":59,\"nextsignal\":11");
    end(&p, 258); /* some leave what is spare away */
    CHECK_INT(p.event.message.flags, 0);
    CHECK(strstr(p.contents, "\"nextsignal\":11") != NULL);
}

static void a_berth_comes_out_whole(void)
{
    begin(&p, 6, 1, 20);
    put_text(&p, 191, "QUAY 12");
    put_places(&p, (const struct place[]){{88, 10, 1003},
                                          {98, 9, 345},
                                          {107, 8, 123},
                                          {115, 3, 4},
                                          {118, 4, 5},
                                          {122, 5, 6},
                                          {127, 5, 7},
                                          {132, 6, 8},
                                          {138, 1, 1},
                                          {311, 25, 754321},
                                          {336, 24, -123456u},
                                          {0}});
    for (unsigned service = 0; service < 26; service++)
        put(&p, 139 + 2 * service, 2, service % 3 == 0 ? 0 : service % 3);
    end(&p, 360);
    CHECK_TEXT(p.contents,
               "\"linkage\":1003,\"berth_length\":345,\"berth_depth\":12.3,\"position\":4,"
               "\"arrival\":\"05-06T07:08Z\",\"availability\":true,\"agent\":null,\"fuel\":1,"
               "\"chandler\":2,\"stevedore\":null,\"electrical\":1,\"water\":2,\"customs\":null,"
               "\"cartage\":1,\"crane\":2,\"lift\":null,\"medical\":1,\"navrepair\":2,"
               "\"provisions\":null,\"shiprepair\":1,\"surveyor\":2,\"steam\":null,\"tugs\":1,"
               "\"solidwaste\":2,\"liquidwaste\":null,\"hazardouswaste\":1,\"ballast\":2,"
               "\"additional\":null,\"regional1\":1,\"regional2\":2,\"future1\":null,"
               "\"future2\":1,\"berth_name\":\"QUAY 12\",\"berth_lon\":12.57202,"
               "\"berth_lat\":-2.05760");
}

static void extended_voyage_data_come_out_whole(void)
{
    begin(&p, 8, 1, 24);
    put_text(&p, 79, "NLRTM");
    put_text(&p, 109, "DEHAM");
    put_text(&p, 139, "SEHEL");
    put_text(&p, 255, "A31A2GX");
    put_places(&p, (const struct place[]){{56, 10, 1004},
                                          {66, 13, 4567},
                                          {221, 4, 7},
                                          {225, 18, 234567},
                                          {243, 12, 2087},
                                          {297, 18, 123456},
                                          {315, 2, 2},
                                          {317, 2, 1},
                                          {319, 2, 2},
                                          {321, 2, 1},
                                          {323, 14, 12345},
                                          {337, 13, 4711},
                                          {0}});
    for (unsigned equipment = 0; equipment < 25; equipment++)
        put(&p, 169 + 2 * equipment, 2, equipment % 4);
    end(&p, 360);
    CHECK_TEXT(p.contents,
               "\"linkage\":1004,\"airdraught\":45.67,\"lastport\":\"NLRTM\","
               "\"nextport\":\"DEHAM\",\"secondport\":\"SEHEL\",\"ais_state\":null,"
               "\"ata_state\":1,\"bnwas_state\":2,\"ecdisb_state\":3,\"chart_state\":null,"
               "\"sounder_state\":1,\"epaid_state\":2,\"steer_state\":3,\"gnss_state\":null,"
               "\"gyro_state\":1,\"lrit_state\":2,\"magcomp_state\":3,\"navtex_state\":null,"
               "\"arpa_state\":1,\"sband_state\":2,\"xband_state\":3,\"hfradio_state\":null,"
               "\"inmarsat_state\":1,\"mfradio_state\":2,\"vhfradio_state\":3,"
               "\"grndlog_state\":null,\"waterlog_state\":1,\"thd_state\":2,\"tcs_state\":3,"
               "\"vdr_state\":null,\"iceclass\":7,\"horsepower\":234567,\"vhfchan\":2087,"
               "\"lshiptype\":\"A31A2GX\",\"tonnage\":123456,\"lading\":2,\"heavyoil\":1,"
               "\"lightoil\":2,\"dieseloil\":1,\"totaloil\":12345,\"persons\":4711");
}

/* Each pair of bits has each value once. */
static void services_and_equipment_say_all_that_two_bits_can(void)
{
    static const char *const said[] = {":null,", ":1,", ":2,", ":3,"};

    for (unsigned value = 0; value < 4; value++) {
        begin(&p, 6, 1, 20);
        for (unsigned service = 0; service < 26; service++)
            put(&p, 139 + 2 * service, 2, value);
        end(&p, 360);
        const char *at = strstr(p.contents, "\"agent\"");
        for (unsigned service = 0; service < 26; service++, at = strchr(at + 1, ','))
            CHECK(strncmp(strchr(at, ':'), said[value], strlen(said[value])) == 0);

        begin(&p, 8, 1, 24);
        for (unsigned equipment = 0; equipment < 25; equipment++)
            put(&p, 169 + 2 * equipment, 2, value);
        end(&p, 360);
        at = strstr(p.contents, "\"ais_state\"");
        for (unsigned equipment = 0; equipment < 25; equipment++, at = strchr(at + 1, ','))
            CHECK(strncmp(strchr(at, ':'), said[value], strlen(said[value])) == 0);
    }
}

/* What the circulars send when there is nothing to say. */
static const struct {
    unsigned type, fid;
    struct place places[12];
    size_t bit_count;
    const char *expected;
} absent[] = {
    {8,
     13,
     {{416, 10, 1001}, {437, 5, 24}, {442, 6, 60}, {457, 5, 24}, {462, 6, 60}, {0}},
     472,
     "\"reason\":null,\"closefrom\":null,\"closeto\":null,\"radius\":null,\"extunit\":0,"
     "\"fday\":null,\"fmonth\":null,\"fhour\":null,\"fminute\":null,\"tday\":null,"
     "\"tmonth\":null,\"thour\":null,\"tminute\":null"},
    {8, 15, {{0}}, 72, "\"airdraught\":null"},
    {8,
     17,
     {{56, 2, 3},
      {104, 24, 91 * 60000},
      {128, 25, 181 * 60000},
      {153, 9, 360},
      {162, 6, 60},
      {168, 8, 255},
      {0}},
     176,
     "\"targets\":[{\"idtype\":3,\"other\":null,\"lat\":null,\"lon\":null,\"course\":null,"
     "\"second\":null,\"speed\":null}]"},
    {6,
     18,
     {{107, 5, 24}, {112, 6, 60}, {268, 25, 181 * 60000}, {293, 24, 91 * 60000}, {0}},
     360,
     "\"linkage\":null,\"arrival\":null,\"portname\":null,\"destination\":null,"
     "\"lon\":null,\"lat\":null"},
    {8,
     19,
     {{186, 25, 181 * 60000}, {211, 24, 91 * 60000}, {242, 5, 24}, {247, 6, 60}, {0}},
     360,
     "\"linkage\":null,\"station_name\":null,\"lon\":null,\"lat\":null,\"status\":null,"
     "\"signal\":null,\"hour\":null,\"minute\":null,\"nextsignal\":null"},
    {6,
     25,
     {{0}},
     117,
     "\"unit\":null,\"amount\":null,\"cargos\":[{\"code\":null,"
     "\"subtype\":null}]"},
    {8,
     27,
     {{83, 5, 24},
      {88, 6, 60},
      {94, 18, 262143},
      {112, 5, 1},
      {117, 28, 181 * 600000},
      {145, 27, 91 * 600000},
      {0}},
     172,
     "\"linkage\":null,\"sender\":0,\"rtype\":null,\"start\":null,\"duration\":null,"
     "\"waycount\":1,\"waypoints\":[{\"lon\":null,\"lat\":null}]"},
    {6,
     32,
     {{97, 25, 181 * 60000},
      {122, 24, 91 * 60000},
      {146, 5, 24},
      {151, 6, 60},
      {157, 5, 24},
      {162, 6, 60},
      {168, 9, 360},
      {177, 8, 255},
      {0}},
     185,
     "\"month\":null,\"day\":null,\"tidals\":[{\"lon\":null,\"lat\":null,"
     "\"from_hour\":null,\"from_min\":null,\"to_hour\":null,\"to_min\":null,"
     "\"cdir\":null,\"cspeed\":null}]"},
};

static void what_is_not_available_is_null(void)
{
    for (size_t i = 0; i < sizeof absent / sizeof absent[0]; i++) {
        begin(&p, absent[i].type, 1, absent[i].fid);
        put_places(&p, absent[i].places);
        end(&p, absent[i].bit_count);
        CHECK_TEXT(p.contents, absent[i].expected);
        CHECK_INT(p.event.message.flags, 0);
    }
}

static void every_cargo_comes_out(void)
{
    begin(&p, 6, 1, 25);
    put_places(&p, (const struct place[]){{88, 2, 3}, {90, 10, 789}, {0}});
    for (unsigned i = 0; i < 28; i++) {
        put(&p, 100 + 17 * i, 4, i % 6 + 1);
        put(&p, 104 + 17 * i, 13, 8000 + i);
    }
    end(&p, 576);
    CHECK_INT(p.event.message.flags, 0);
    CHECK_INT(p.event.message.application.fields.dangerous_cargo.cargo_count, 28);
    CHECK(strncmp(p.contents,
                  "\"unit\":3,\"amount\":789,\"cargos\":[{\"code\":1,\"subtype\":8000},"
                  "{\"code\":2,\"subtype\":8001},",
                  strlen("\"unit\":3,\"amount\":789,\"cargos\":[{\"code\":1,\"subtype\":8000},"
                         "{\"code\":2,\"subtype\":8001},")) == 0);
    CHECK(strstr(p.contents, ",{\"code\":4,\"subtype\":8027}]") != NULL);
}

static void a_route_comes_out_whole(void)
{
    begin(&p, 8, 1, 27);
    put_places(&p, (const struct place[]){{56, 10, 1005},
                                          {66, 3, 1},
                                          {69, 5, 2},
                                          {74, 4, 5},
                                          {78, 5, 6},
                                          {83, 5, 7},
                                          {88, 6, 8},
                                          {94, 18, 123456},
                                          {112, 5, 2},
                                          {117, 28, 7543210},
                                          {145, 27, -1234560u},
                                          {172, 28, -7543210u},
                                          {200, 27, 1234560},
                                          {0}});
    end(&p, 227);
    CHECK_TEXT(p.contents, "\"linkage\":1005,\"sender\":1,\"rtype\":2,\"start\":\"05-06T07:08Z\","
                           "\"duration\":123456,\"waycount\":2,\"waypoints\":[{\"lon\":12.572017,"
                           "\"lat\":-2.057600},{\"lon\":-12.572017,\"lat\":2.057600}]");
    CHECK_INT(p.event.message.flags, 0);
}

static void texts_come_out_whole(void)
{
    begin(&p, 8, 1, 29);
    put(&p, 56, 10, 1006);
    put_text(&p, 66, "ICE EAST OF BUOY 7");
    end(&p, 66 + 18 * 6);
    CHECK_TEXT(p.contents, "\"linkage\":1006,\"text\":\"ICE EAST OF BUOY 7\"");
    CHECK_INT(p.event.message.flags, 0);

    begin(&p, 8, 1, 0);
    put_places(&p, (const struct place[]){{56, 1, 1}, {57, 11, 2000}, {0}});
    put_text(&p, 68, "CALL ON 12");
    end(&p, 68 + 10 * 6);
    CHECK_TEXT(p.contents, "\"ack_required\":true,\"text_seqno\":2000,\"text\":\"CALL ON 12\"");

    begin(&p, 6, 1, 5);
    put_places(&p, (const struct place[]){
                       {88, 10, 366}, {98, 6, 33}, {104, 11, 2002}, {115, 1, 1}, {116, 3, 4}, {0}});
    end(&p, 168);
    CHECK_TEXT(p.contents, "\"ack_dac\":366,\"ack_fid\":33,\"text_seqno\":2002,"
                           "\"ai_available\":true,\"ai_response\":4");

    begin(&p, 6, 1, 1);
    put_places(&p, (const struct place[]){{88, 10, 366}, {98, 11, 2001}, {0}});
    end(&p, 112);
    CHECK_TEXT(p.contents, "\"ack_dac\":366,\"text_seqno\":2001");
}

int main(void)
{
    RUN(an_old_indication_of_dangerous_cargo_comes_out_whole);
    RUN(a_closed_fairway_comes_out_whole);
    RUN(tidal_windows_come_out_in_both_forms);
    RUN(air_draught_and_persons_come_out);
    RUN(a_target_is_named_by_what_its_first_bits_say);
    RUN(a_target_of_any_kind_may_be_nowhere);
    RUN(a_clearance_for_a_port_comes_out_whole);
    RUN(a_traffic_signal_comes_out_whole);
    RUN(a_berth_comes_out_whole);
    RUN(extended_voyage_data_come_out_whole);
    RUN(services_and_equipment_say_all_that_two_bits_can);
    RUN(what_is_not_available_is_null);
    RUN(every_cargo_comes_out);
    RUN(a_route_comes_out_whole);
    RUN(texts_come_out_whole);
    return check_summary();
}
