/* SPDX-License-Identifier: Apache-2.0 */
#include "chance.h"
#include "check.h"
#include "geo/gate.h"

#include <math.h>

/* Northwards: its port side is the west. */
static const struct geo_point north[] = {{56.5, 26}, {56.5, 26.6}};
static const struct geo_gate northwards = {north, 2};

static void tells_whether_where_and_which_way(void)
{
    static const struct {
        struct geo_point from, to;
        int count;
        double part;
    } cases[] = {
        {{56.4, 26.3}, {56.6, 26.3}, 1, 0.5},
        {{56.6, 26.3}, {56.4, 26.3}, -1, 0.5},
        {{56.45, 26.1}, {56.65, 26.5}, 1, 0.25},
        {{56.4, 26.3}, {56.49, 26.3}, 0, NAN},  /* not yet */
        {{56.4, 26.7}, {56.6, 26.7}, 0, NAN},   /* past its end */
        {{56.4, 25.9}, {56.6, 25.99}, 0, NAN},  /* past its beginning */
        {{56.49, 26.0}, {56.49, 26.6}, 0, NAN}, /* along it */
        {{56.5, 26.1}, {56.5, 26.5}, 0, NAN},   /* on it */
        {{56.5, 26.3}, {56.5, 26.3}, 0, NAN},   /* at rest on it */
        {{56.4 + 360, 26.3}, {56.6 - 360, 26.3}, 1, 0.5},
        {{NAN, 26.3}, {56.6, 26.3}, 0, NAN},
        {{56.4, 26.3}, {56.6, NAN}, 0, NAN},
    };
    for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
        double part = (double)NAN;
        CHECK_INT(geo_gate_crossed(&northwards, cases[i].from, cases[i].to, &part), cases[i].count);
        CHECK_REAL(part, cases[i].part, 1e-9);
    }
}

static void a_report_on_the_line_is_one_passage(void)
{
    static const struct geo_point ways[][4] = {
        {{56.4, 26.3}, {56.5, 26.3}, {56.5, 26.3}, {56.6, 26.3}}, /* rests on it */
        {{56.4, 26.3}, {56.5, 26.3}, {56.5, 26.4}, {56.6, 26.4}}, /* goes along it */
        {{56.4, 26.3}, {56.45, 26.3}, {56.5, 26.4}, {56.6, 26.4}},
        {{56.4, 26.3}, {56.5, 26.3}, {56.5, 26.4}, {56.4, 26.4}}, /* and back */
    };
    static const int counts[] = {1, 1, 1, 0};
    for (int way = 0; way < 4; way++) {
        int there = 0, back = 0;
        double part;
        for (int i = 0; i < 3; i++) {
            there += geo_gate_crossed(&northwards, ways[way][i], ways[way][i + 1], &part);
            back += geo_gate_crossed(&northwards, ways[way][3 - i], ways[way][2 - i], &part);
        }
        CHECK_INT(there, counts[way]);
        CHECK_INT(back, -counts[way]);
    }
}

static void works_across_the_date_line(void)
{
    static const struct geo_point points[] = {{179.9, 10}, {-179.9, 10}};
    struct geo_gate gate = {points, 2};
    double part;
    CHECK_INT(geo_gate_crossed(&gate, (struct geo_point){179.95, 10.1},
                               (struct geo_point){-179.95, 9.9}, &part),
              1);
    CHECK_REAL(part, 0.5, 1e-9);
    CHECK_INT(geo_gate_crossed(&gate, (struct geo_point){-179.95, 9.9},
                               (struct geo_point){-179.95, 10.1}, &part),
              -1);
    CHECK_INT(
        geo_gate_crossed(&gate, (struct geo_point){0, 9.9}, (struct geo_point){0, 10.1}, &part), 0);
    CHECK_INT(geo_gate_crossed(&gate, (struct geo_point){-179.8, 9.9},
                               (struct geo_point){-179.8, 10.1}, &part),
              0);
}

static void a_bend_cut_is_not_a_passage(void)
{
    static const struct geo_point points[] = {{10, 50}, {11, 51}, {10, 52}};
    struct geo_gate gate = {points, 3};
    double part = 7;
    CHECK_INT(
        geo_gate_crossed(&gate, (struct geo_point){10.8, 50}, (struct geo_point){10.8, 52}, &part),
        0);
    CHECK_REAL(part, 7, 0);
    CHECK_INT(
        geo_gate_crossed(&gate, (struct geo_point){10, 51}, (struct geo_point){12, 51}, &part), 1);
    CHECK_REAL(part, 0.5, 1e-9);
    /* In, out and in again is one passage, and the first of them is when. */
    static const struct geo_point zigzag[] = {{10, 50}, {12, 51}, {10, 52}, {12, 53}};
    struct geo_gate winding = {zigzag, 4};
    CHECK_INT(
        geo_gate_crossed(&winding, (struct geo_point){11, 50}, (struct geo_point){11, 54}, &part),
        -1);
    CHECK_REAL(part, 0.125, 1e-9);
}

static void one_point_is_no_gate(void)
{
    struct geo_gate none = {north, 0}, one = {north, 1};
    static const struct geo_point twice[] = {{56.5, 26.3}, {56.5, 26.3}};
    struct geo_gate nothing = {twice, 2};
    double part;
    struct geo_point west = {56.4, 26.3}, east = {56.6, 26.3};
    CHECK_INT(geo_gate_crossed(&none, west, east, &part), 0);
    CHECK_INT(geo_gate_crossed(&one, west, east, &part), 0);
    CHECK_INT(geo_gate_crossed(&nothing, west, east, &part), 0);
}

static struct geo_point on_lattice(struct chance *chance)
{
    double east_deg = floor(chance_between(chance, -3, 4));
    return (struct geo_point){geo_wrap_deg(180 + east_deg), floor(chance_between(chance, -3, 4))};
}

/* Over a lattice, where everything meets: who ends where he began has passed a closed gate as
 * often in as out; a gate asked backwards counts backwards; so does a way. */
static void nothing_is_lost_or_found_twice(void)
{
    enum { POINTS = 7, STEPS = 6 };
    struct chance chance = {60};
    int passage_count = 0;
    for (int round = 0; round < 100000; round++) {
        struct geo_point ring[POINTS], reversed[POINTS], way[STEPS + 1];
        for (int i = 0; i < POINTS - 1; i++)
            ring[i] = on_lattice(&chance);
        ring[POINTS - 1] = ring[0];
        for (int i = 0; i < POINTS; i++)
            reversed[i] = ring[POINTS - 1 - i];
        for (int i = 0; i < STEPS; i++)
            way[i] = on_lattice(&chance);
        way[STEPS] = way[0];

        struct geo_gate gate = {ring, POINTS}, other = {reversed, POINTS},
                        whole = {ring, POINTS - 1};
        struct geo_gate last = {ring + POINTS - 2, 2};
        int sum = 0;
        for (int i = 0; i < STEPS; i++) {
            double part = (double)NAN;
            int count = geo_gate_crossed(&gate, way[i], way[i + 1], &part);
            CHECK(count == 0 || (part >= 0 && part <= 1));
            CHECK_INT(geo_gate_crossed(&other, way[i], way[i + 1], &part), -count);
            CHECK_INT(geo_gate_crossed(&gate, way[i + 1], way[i], &part), -count);
            CHECK_INT(geo_gate_crossed(&whole, way[i], way[i + 1], &part) +
                          geo_gate_crossed(&last, way[i], way[i + 1], &part),
                      count);
            sum += count;
            passage_count += count != 0;
        }
        CHECK_INT(sum, 0);
    }
    CHECK(passage_count > 100000);
}

int main(void)
{
    RUN(tells_whether_where_and_which_way);
    RUN(a_report_on_the_line_is_one_passage);
    RUN(works_across_the_date_line);
    RUN(a_bend_cut_is_not_a_passage);
    RUN(one_point_is_no_gate);
    RUN(nothing_is_lost_or_found_twice);
    return check_summary();
}
