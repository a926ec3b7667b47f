/* SPDX-License-Identifier: Apache-2.0 */
/* Run under ThreadSanitizer too. */
#include "base/team.h"
#include "check.h"

#include <pthread.h>

enum { TURN_COUNT = 2, STEP_COUNT = 1000 };

struct shared {
    struct team *team;
    bool was_on_callers_thread;
    pthread_t caller;
    int steps_left;                           /* guarded by turn 0 */
    int taken[STEP_COUNT], taken_count;       /* place by place, guarded by turn 0 */
    int finished[STEP_COUNT], finished_count; /* guarded by turn 1 */
};

static void work(void *user, size_t place)
{
    struct shared *shared = user;
    for (bool has_step = true; has_step;) {
        team_take_turn(shared->team, 0, place);
        if (place == 0)
            shared->was_on_callers_thread = pthread_equal(pthread_self(), shared->caller) != 0;
        has_step = shared->steps_left > 0;
        if (has_step) {
            shared->steps_left--;
            shared->taken[shared->taken_count++] = (int)place;
        }
        team_pass_turn(shared->team, 0, place);
        team_take_turn(shared->team, 1, place);
        if (has_step)
            shared->finished[shared->finished_count++] = (int)place;
        team_pass_turn(shared->team, 1, place);
    }
}

static void turns_go_round_in_order(void)
{
    static const struct {
        size_t count;
        int steps;
    } rows[] = {{1, 0}, {1, 10}, {2, 0}, {2, 1}, {2, 999}, {3, 1000}, {8, 5}, {64, 1000}};
    static struct shared shared;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        unsigned wrong = 0;
        shared = (struct shared){.team = team_new(rows[i].count, TURN_COUNT),
                                 .caller = pthread_self(),
                                 .steps_left = rows[i].steps};
        CHECK(shared.team != NULL);
        team_run(shared.team, work, &shared);
        team_free(shared.team);
        CHECK(shared.was_on_callers_thread);
        CHECK_INT(shared.taken_count, rows[i].steps);
        CHECK_INT(shared.finished_count, rows[i].steps);
        for (int step = 0; step < rows[i].steps; step++)
            wrong += shared.taken[step] != step % (int)rows[i].count ||
                     shared.finished[step] != shared.taken[step];
        CHECK_INT(wrong, 0);
    }
}

static void this_machine_has_processors(void)
{
    CHECK(team_processor_count() >= 1);
    CHECK(team_processor_count() <= TEAM_COUNT_MAX);
}

int main(void)
{
    RUN(turns_go_round_in_order);
    RUN(this_machine_has_processors);
    return check_summary();
}
