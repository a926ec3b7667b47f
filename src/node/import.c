/* SPDX-License-Identifier: Apache-2.0 */
#include "node/import.h"

#include "base/clock.h"
#include "base/team.h"
#include "evidence/intake.h"
#include "node/import_batch.h"
#include "node/import_reading.h"
#include "node/progress.h"

#include <stdlib.h>
#include <unistd.h>

/* Two threads in turn fill a batch and give it: while one reads and decodes, the other keeps what
 * it has read. */
enum { THREAD_COUNT = 2 };

enum { TURN_TO_READ, TURN_TO_GIVE, TURN_COUNT };

struct worker {
    bool is_stopping; /* the sink took no more */
    struct node_import_batch batch;
};

struct importing {
    const struct node_import_options *options;
    struct team *team;

    /* These belong to who has the turn to read. */
    struct node_import_totals *totals;
    struct node_import_reading *reading;
    struct evidence_intake *intake;
    struct node_progress progress;
    uint64_t byte_total;

    /* This to who has the turn to give. */
    bool has_stopped;

    struct worker *workers[THREAD_COUNT];
};

static void add_report(struct importing *importing, struct node_import_batch *batch,
                       const struct ais_event *event)
{
    struct evidence_report report =
        evidence_intake_take(importing->intake, event, importing->options->station);

    /* A station is new when it has the highest number. */
    const struct evidence_stations *stations = evidence_intake_stations(importing->intake);
    if (report.station > importing->totals->station_count) {
        importing->totals->station_count = report.station;
        node_import_batch_add_station(batch, report.station,
                                      evidence_stations_get(stations, report.station)->name);
    }
    node_import_batch_add_report(batch, &report);
    node_import_totals_take(importing->totals, &report);
}

/* With the turn to read. False when there is nothing more. */
static bool fill(struct importing *importing, struct worker *worker)
{
    if (worker->is_stopping)
        return false;
    while (node_import_batch_has_room(&worker->batch)) {
        const struct ais_event *event = node_import_reading_next(importing->reading);
        if (event == NULL)
            break;
        add_report(importing, &worker->batch, event);
    }
    node_progress_show(&importing->progress,
                       (struct node_progress_done){
                           .byte_count = node_import_reading_byte_count(importing->reading),
                           .byte_total = importing->byte_total,
                           .sentence_count = importing->totals->message_count,
                           .unit = "messages"},
                       clock_steady_ms());
    return worker->batch.size > 0;
}

static void work(void *user, size_t place)
{
    struct importing *importing = user;
    struct worker *worker = importing->workers[place];

    for (bool has_batch = true; has_batch;) {
        team_take_turn(importing->team, TURN_TO_READ, place);
        has_batch = fill(importing, worker);
        team_pass_turn(importing->team, TURN_TO_READ, place);
        team_take_turn(importing->team, TURN_TO_GIVE, place);
        if (has_batch && !importing->has_stopped)
            importing->has_stopped =
                !node_import_batch_give(&worker->batch, &importing->options->sink);
        worker->batch.size = 0;
        worker->is_stopping = importing->has_stopped;
        team_pass_turn(importing->team, TURN_TO_GIVE, place);
    }
}

static bool prepare(struct importing *importing, size_t count, char *const *names)
{
    importing->team = team_new(THREAD_COUNT, TURN_COUNT);
    importing->intake = evidence_intake_new(EVIDENCE_CLOCK_LOG);
    importing->reading = node_import_reading_new(importing->options, count, names,
                                                 importing->totals, &importing->progress);
    bool is_ready =
        importing->team != NULL && importing->intake != NULL && importing->reading != NULL;
    for (size_t i = 0; i < THREAD_COUNT; i++) {
        importing->workers[i] = malloc(sizeof *importing->workers[i]);
        if (importing->workers[i] == NULL)
            return false;
        importing->workers[i]->is_stopping = false;
        importing->workers[i]->batch.size = 0;
    }
    return is_ready;
}

bool node_import(const struct node_import_options *options, size_t count, char *const *names,
                 struct node_import_totals *totals)
{
    struct importing importing = {.options = options,
                                  .totals = totals,
                                  .progress = node_progress_init(clock_steady_ms()),
                                  .byte_total = node_progress_byte_total(count, names)};
    bool is_done = false;

    importing.progress.is_wanted = isatty(STDERR_FILENO) == 1; /* the totals come behind it */
    node_import_totals_init(totals);
    if (prepare(&importing, count, names)) {
        team_run(importing.team, work, &importing);
        node_progress_erase(&importing.progress);
        totals->byte_count = node_import_reading_byte_count(importing.reading);
        totals->doubted_count = evidence_intake_doubted_count(importing.intake);
        is_done = node_import_reading_is_sound(importing.reading) && !importing.has_stopped;
    } else {
        fprintf(options->err, "narrows import: no memory\n");
    }
    for (size_t i = 0; i < THREAD_COUNT; i++)
        free(importing.workers[i]);
    node_import_reading_free(importing.reading);
    evidence_intake_free(importing.intake);
    team_free(importing.team);
    return is_done;
}
