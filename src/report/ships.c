/* SPDX-License-Identifier: Apache-2.0 */
#include "report/ships.h"

#include "report/crossings.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* The MMSIs that were found, in rising order. 0, which some aids send, is none, as for a filter. */
struct notes {
    struct report_answer *answer;
    FILE *file;
    uint32_t last; /* 0: none yet */
};

static bool note(struct notes *notes, uint32_t mmsi)
{
    if (mmsi == notes->last)
        return true;
    notes->last = mmsi;
    return fwrite(&mmsi, sizeof mmsi, 1, notes->file) == 1;
}

static bool note_crossing(void *user, const struct report_crossing *crossing)
{
    return note(user, crossing->mmsi);
}

static bool note_step(void *user, const struct report_step *step)
{
    struct notes *notes = user;

    report_answer_tick(notes->answer);
    return !report_answer_is_inside(notes->answer, step) || note(notes, step->mmsi);
}

static bool find(struct notes *notes)
{
    struct report_answer *answer = notes->answer;
    struct history_filter filter = report_answer_filter(answer);
    bool is_done = answer->query->gate != NULL
                       ? report_crossings_each(answer, note_crossing, notes)
                       : report_walk(answer->reader, &filter, note_step, notes, answer->reason);
    return is_done && fflush(notes->file) == 0;
}

bool report_ships_each(struct report_answer *answer, bool (*take)(void *user, uint32_t mmsi),
                       void *user)
{
    struct notes notes = {.answer = answer, .file = tmpfile()};
    bool is_done = notes.file != NULL && find(&notes);
    uint32_t mmsi;

    if (!is_done && answer->reason->size == 0)
        text_add_format(answer->reason, "a temporary file: %s", strerror(errno));
    if (is_done) {
        rewind(notes.file);
        while (is_done && fread(&mmsi, sizeof mmsi, 1, notes.file) == 1)
            is_done = take(user, mmsi);
    }
    if (notes.file != NULL)
        fclose(notes.file);
    return is_done;
}

static struct report_cell cell_of(int32_t number)
{
    return report_cell_number(number, number >= 0);
}

static void set_vessel(struct report_answer *answer, const struct history_vessel *vessel,
                       struct report_cell *cells)
{
    cells[0] = report_answer_words(answer, vessel->name);
    cells[1] = report_answer_words(answer, vessel->callsign);
    cells[2] = cell_of(vessel->imo);
    cells[3] = cell_of(vessel->ship_type);
    cells[4] = cell_of(vessel->aid_type);
    cells[5] = cell_of(vessel->to_bow_m);
    cells[6] = cell_of(vessel->to_stern_m);
    cells[7] = cell_of(vessel->to_port_m);
    cells[8] = cell_of(vessel->to_starboard_m);
}

static void set_voyage(struct report_answer *answer, const struct history_voyage *voyage,
                       struct report_cell *cells)
{
    cells[0] = report_answer_words(answer, voyage->destination);
    cells[1] = cell_of(voyage->eta_month);
    cells[2] = cell_of(voyage->eta_day);
    cells[3] = cell_of(voyage->eta_hour);
    cells[4] = cell_of(voyage->eta_minute);
    cells[5] = cell_of(voyage->draught_m_e1);
}

static bool write_said(void *user, const struct history_said_row *said)
{
    enum { OWN_CELLS = 3 };
    struct report_answer *answer = user;
    struct report_row row = {.cells = {report_cell_number(said->mmsi, true),
                                       report_cell_number(said->from_s * 1000, true),
                                       report_cell_number(said->until_s * 1000, true)}};

    report_answer_tick(answer);
    text_clear(&answer->words);
    if (answer->query->kind == REPORT_VESSELS)
        set_vessel(answer, &said->said.vessel, row.cells + OWN_CELLS);
    else
        set_voyage(answer, &said->said.voyage, row.cells + OWN_CELLS);
    return report_answer_row(answer, &row);
}

static bool write_ship(void *user, uint32_t mmsi)
{
    struct report_answer *answer = user;
    struct history_filter filter = report_answer_filter(answer);
    enum history_said_kind kind =
        answer->query->kind == REPORT_VESSELS ? HISTORY_SAID_VESSEL : HISTORY_SAID_VOYAGE;

    filter.mmsi = mmsi;
    return history_reader_said(answer->reader, kind, &filter, write_said, answer, answer->reason);
}

bool report_ships_write(struct report_answer *answer)
{
    if (answer->query->gate != NULL || answer->query->box != NULL)
        return report_ships_each(answer, write_ship, answer);
    return write_ship(answer, answer->query->mmsi);
}
