/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "node/command.h"

#include <stddef.h>

static void reads_a_speed_with_at_most_a_fraction(void)
{
    static const struct {
        const char *words;
        double speed;
    } cases[] = {
        {"0", 0}, {"10", 10}, {"0.001", 0.001}, {"1.5", 1.5}, {".5", 0.5}, {"1000000", 1000000},
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double speed = -1;
        CHECK(command_read_speed(cases[i].words, &speed));
        CHECK_REAL(speed, cases[i].speed, 0);
    }
}

static void refuses_every_other_word_as_a_speed(void)
{
    static const char *const words[] = {"",    ".",       "-1",    "+1",       "0x10",   " 1",
                                        "1 ",  "1e3",     "1.2.3", "1,5",      "nan",    "infinity",
                                        "inf", "fast",    "10x",   "0.0009",   "0.0001", "1e9",
                                        "-0",  "1000001", "0b101", "1000000.1"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        double speed = 7;
        CHECK(!command_read_speed(words[i], &speed));
        CHECK_REAL(speed, 7, 0);
    }
}

int main(void)
{
    RUN(reads_a_speed_with_at_most_a_fraction);
    RUN(refuses_every_other_word_as_a_speed);
    return check_summary();
}
