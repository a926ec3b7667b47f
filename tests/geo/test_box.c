/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "geo/box.h"

#include <math.h>

static void holds_its_edges_and_nothing_beyond(void)
{
    struct geo_box box = {54, 22, 60.5, 27.8};
    CHECK(geo_box_contains(&box, 54, 22));
    CHECK(geo_box_contains(&box, 60.5, 27.8));
    CHECK(!geo_box_contains(&box, 53.999, 25));
    CHECK(!geo_box_contains(&box, 56, 27.801));
}

static void crosses_the_antimeridian(void)
{
    struct geo_box box = {170, -10, -170, 10};
    CHECK(geo_box_contains(&box, 180, 0));
    CHECK(geo_box_contains(&box, -180, 0));
    CHECK(geo_box_contains(&box, -171, 0));
    CHECK(!geo_box_contains(&box, 0, 0));
}

static void is_the_world_when_it_is_wide_enough(void)
{
    struct geo_box box = {-250, -90, 170, 90};
    CHECK(geo_box_contains(&box, 179, 0));
    CHECK(geo_box_contains(&box, -179, 0));
}

static void never_holds_what_has_no_position(void)
{
    struct geo_box world = {-180, -90, 180, 90};
    CHECK(!geo_box_contains(&world, (double)NAN, 0));
    CHECK(!geo_box_contains(&world, 0, (double)NAN));
    struct geo_box across = {170, -10, -170, 10};
    CHECK(!geo_box_contains(&across, (double)NAN, 0));
}

int main(void)
{
    RUN(holds_its_edges_and_nothing_beyond);
    RUN(crosses_the_antimeridian);
    RUN(is_the_world_when_it_is_wide_enough);
    RUN(never_holds_what_has_no_position);
    return check_summary();
}
