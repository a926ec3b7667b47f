/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "node/rate_meter.h"

static void is_zero_before_the_second_tick(void)
{
    struct node_rate_meter meter = {0};
    CHECK_REAL(node_rate_meter_per_second(&meter), 0, 0);
    node_rate_meter_tick(&meter, 1000);
    CHECK_REAL(node_rate_meter_per_second(&meter), 0, 0);
}

static void is_the_mean_of_the_last_ten_seconds(void)
{
    struct node_rate_meter meter = {0};
    uint64_t total = 0;
    node_rate_meter_tick(&meter, total);
    node_rate_meter_tick(&meter, total += 4);
    CHECK_REAL(node_rate_meter_per_second(&meter), 4, 0);
    for (int i = 0; i < 30; i++)
        node_rate_meter_tick(&meter, total += 20);
    CHECK_REAL(node_rate_meter_per_second(&meter), 20, 0);
    node_rate_meter_tick(&meter, total);
    CHECK_REAL(node_rate_meter_per_second(&meter), 18, 0);
}

int main(void)
{
    RUN(is_zero_before_the_second_tick);
    RUN(is_the_mean_of_the_last_ten_seconds);
    return check_summary();
}
