/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "drill/faults.h"

#include <string.h>

static struct drill_faults faults;

static bool parse(const char *words, char reason[static 512])
{
    struct text text = text_init(reason, 512);
    return drill_faults_parse(words, strlen(words), &faults, &text);
}

static void what_is_wrong_is_told_with_its_place(void)
{
    static const struct {
        const char *words, *reason;
    } cases[] = {
        {"{}", "no array of faults"},
        {"[1]", "fault 1: no member \"fault\" that says which"},
        {"[{\"fault\":\"x\"}]", "fault 1: there is no 'x'"},
        {"[{\"fault\":\"silence\"}]", "fault 1, silence: mmsi is missing"},
        {"[{\"fault\":\"silence\",\"mmsi\":[]}]",
         "fault 1, silence: mmsi: no MMSI, or list of 1 to 256 of them"},
        {"[{\"fault\":\"silence\",\"mmsi\":1,\"centre\":[1,2]}]",
         "fault 1, silence: centre: no member of this fault"},
        {"[{\"fault\":\"silence\",\"mmsi\":1,\"to\":1,\"until\":2}]",
         "fault 1, silence: until: said twice"},
        {"[{\"fault\":\"silence\",\"mmsi\":1,\"from\":2,\"until\":2}]",
         "fault 1, silence: it ends before it begins"},
        {"[{\"fault\":\"silence\",\"mmsi\":1,\"from\":\"today\"}]",
         "fault 1, silence: from: no time: RFC 3339 (\"2027-03-01T06:00:00Z\"), or minutes from "
         "the start"},
        {"[{\"fault\":\"jump\",\"mmsi\":1,\"to\":[181,0]}]",
         "fault 1, jump: to: no place [longitude, latitude]"},
        {"[{\"fault\":\"rename\",\"mmsi\":1,\"name\":\"lower\"}]",
         "fault 1, rename: name: not of the characters that AIS has: capital letters, digits, "
         "marks"},
        {"[{\"fault\":\"delay\",\"station\":\"a\",\"seconds\":-1}]",
         "fault 1, delay: seconds: no number, or out of bounds"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char reason[512];
        CHECK(!parse(cases[i].words, reason));
        CHECK_TEXT(reason, cases[i].reason);
    }
}

static void times_are_of_the_calendar_or_of_the_log(void)
{
    char reason[512];
    CHECK(parse("[{\"fault\":\"silence\",\"mmsi\":[1,2],\"from\":1.5,"
                "\"until\":\"2018-11-19T11:00:00Z\"}]",
                reason));
    const struct drill_fault *fault = &faults.faults[0];
    CHECK_INT(fault->mmsi_count, 2);
    CHECK_INT(drill_moment_time_ms(fault->from, 1000), 91000);
    CHECK_INT(drill_moment_time_ms(fault->from, AIS_UNKNOWN_MS), AIS_UNKNOWN_MS);
    CHECK_INT(drill_moment_time_ms(fault->until, 1000), INT64_C(1542625200000));
}

static void at_is_a_place_or_a_time_and_to_as_well(void)
{
    char reason[512];
    CHECK(parse("[{\"fault\":\"beacon\",\"kind\":\"mob\",\"at\":[1,2],\"from\":0},"
                "{\"fault\":\"replay\",\"from\":0,\"until\":1,\"at\":2},"
                "{\"fault\":\"jump\",\"mmsi\":1,\"to\":[3,4],\"until\":9},"
                "{\"fault\":\"silence\",\"mmsi\":1,\"to\":9}]",
                reason));
    CHECK_TEXT(reason, "");
    CHECK_REAL(faults.faults[0].place.latitude_deg, 2, 0);
    CHECK_INT(faults.faults[0].mmsi[0], 972000001);
    CHECK_INT(faults.faults[1].again.ms, 120000);
    CHECK_REAL(faults.faults[2].place.longitude_deg, 3, 0);
    CHECK_INT(faults.faults[3].until.ms, 540000);
}

int main(void)
{
    RUN(what_is_wrong_is_told_with_its_place);
    RUN(times_are_of_the_calendar_or_of_the_log);
    RUN(at_is_a_place_or_a_time_and_to_as_well);
    return check_summary();
}
