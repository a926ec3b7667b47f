/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "drill/random.h"

enum { DRAWS = 200000 };

static void has_the_means_and_variances_it_should(void)
{
    struct drill_random random = drill_random_init(1, 0);
    double normal = 0, square = 0, even = 0;
    for (int i = 0; i < DRAWS; i++) {
        double draw = drill_random_normal(&random);
        normal += draw / DRAWS;
        square += draw * draw / DRAWS;
        even += drill_random_between(&random, -1, 3) / DRAWS;
        CHECK(drill_random_below(&random, 7) < 7);
    }
    CHECK_REAL(normal, 0, 0.01);
    CHECK_REAL(square, 1, 0.02);
    CHECK_REAL(even, 1, 0.02);
}

static void each_number_has_a_sequence_of_its_own(void)
{
    struct drill_random one = drill_random_init(1, 0), same = drill_random_init(1, 0);
    struct drill_random other = drill_random_init(1, 1), next = drill_random_init(2, 0);
    uint64_t bits = drill_random_bits(&one);
    CHECK(bits == drill_random_bits(&same));
    CHECK(bits != drill_random_bits(&other));
    CHECK(bits != drill_random_bits(&next));
}

int main(void)
{
    RUN(has_the_means_and_variances_it_should);
    RUN(each_number_has_a_sequence_of_its_own);
    return check_summary();
}
