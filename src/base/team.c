/* SPDX-License-Identifier: Apache-2.0 */
#include "base/team.h"

#include "base/mailbox.h"

#include <assert.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

struct seat {
    struct team *team;
    size_t place;
    pthread_t thread;
    struct mailbox *turns[TEAM_TURN_COUNT_MAX]; /* holds a message while the turn is here */
};

struct team {
    size_t count; /* of threads that run; set before the first turn is given out */
    size_t turn_count;
    void (*work)(void *user, size_t place);
    void *user;
    struct seat seats[TEAM_COUNT_MAX];
};

struct team *team_new(size_t count, size_t turn_count)
{
    assert(count >= 1 && count <= TEAM_COUNT_MAX);
    assert(turn_count <= TEAM_TURN_COUNT_MAX);
    struct team *team = calloc(1, sizeof *team);
    if (team == NULL)
        return NULL;
    team->count = count;
    team->turn_count = turn_count;
    for (size_t place = 0; place < count; place++) {
        struct seat *seat = &team->seats[place];
        seat->team = team;
        seat->place = place;
        for (size_t turn = 0; turn < turn_count; turn++) {
            seat->turns[turn] = mailbox_new(sizeof(char), 1);
            if (seat->turns[turn] == NULL) {
                team_free(team);
                return NULL;
            }
        }
    }
    return team;
}

void team_free(struct team *team)
{
    if (team == NULL)
        return;
    for (size_t place = 0; place < TEAM_COUNT_MAX; place++)
        for (size_t turn = 0; turn < TEAM_TURN_COUNT_MAX; turn++)
            mailbox_free(team->seats[place].turns[turn]);
    free(team);
}

static void give_turn(struct team *team, size_t turn, size_t place)
{
    bool is_given = mailbox_send(team->seats[place].turns[turn], &(char){1});
    assert(is_given); /* there is one of each */
}

void team_take_turn(struct team *team, size_t turn, size_t place)
{
    struct mailbox *mailbox = team->seats[place].turns[turn];
    struct pollfd poll_fd = {.fd = mailbox_fd(mailbox), .events = POLLIN};
    char message;

    while (!mailbox_receive(mailbox, &message))
        poll(&poll_fd, 1, -1); /* interrupted or not: the mailbox knows */
}

void team_pass_turn(struct team *team, size_t turn, size_t place)
{
    give_turn(team, turn, place + 1 < team->count ? place + 1 : 0);
}

static void *run_seat(void *user)
{
    struct seat *seat = user;
    seat->team->work(seat->team->user, seat->place);
    return NULL;
}

void team_run(struct team *team, void (*work)(void *user, size_t place), void *user)
{
    size_t started = 1;

    team->work = work;
    team->user = user;
    while (started < team->count &&
           pthread_create(&team->seats[started].thread, NULL, run_seat, &team->seats[started]) == 0)
        started++;
    team->count = started; /* nobody looks before a turn has come to him */
    for (size_t turn = 0; turn < team->turn_count; turn++)
        give_turn(team, turn, 0);
    run_seat(&team->seats[0]);
    for (size_t place = 1; place < started; place++)
        pthread_join(team->seats[place].thread, NULL);
}

size_t team_processor_count(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    if (count < 1)
        return 1;
    return count < TEAM_COUNT_MAX ? (size_t)count : TEAM_COUNT_MAX;
}
