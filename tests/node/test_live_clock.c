/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "node/live_clock.h"

static void goes_on_steadily_between_corrections(void)
{
    struct node_live_clock clock;
    node_live_clock_init(&clock, 1000000, 500);
    CHECK_INT(node_live_clock_now_ms(&clock, 500), 1000000);
    CHECK_INT(node_live_clock_now_ms(&clock, 1500), 1001000);
}

static void follows_small_corrections_without_a_word(void)
{
    struct node_live_clock clock;
    node_live_clock_init(&clock, 1000000, 0);
    CHECK_INT(node_live_clock_follow(&clock, 1001000 + 2000, 1000), 0);
    CHECK_INT(node_live_clock_now_ms(&clock, 1000), 1003000);
    CHECK_INT(node_live_clock_follow(&clock, 1002000, 2000), 0);
    CHECK_INT(node_live_clock_now_ms(&clock, 2000), 1002000);
}

static void tells_a_step_once_in_either_direction(void)
{
    struct node_live_clock clock;
    node_live_clock_init(&clock, 10000000, 0);
    CHECK_INT(node_live_clock_follow(&clock, 10001000 - 3600000, 1000), -3600000);
    CHECK_INT(node_live_clock_now_ms(&clock, 1000), 10001000 - 3600000);
    CHECK_INT(node_live_clock_follow(&clock, 10002000 - 3600000, 2000), 0);
    CHECK_INT(node_live_clock_follow(&clock, 10003000, 3000), 3600000);
}

int main(void)
{
    RUN(goes_on_steadily_between_corrections);
    RUN(follows_small_corrections_without_a_word);
    RUN(tells_a_step_once_in_either_direction);
    return check_summary();
}
