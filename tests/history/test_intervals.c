/* SPDX-License-Identifier: Apache-2.0 */
#include "fleet.h"
#include "history/intervals.h"

enum { ROW_COUNT_MAX = 16 };

struct rows {
    size_t count;
    struct history_said_row rows[ROW_COUNT_MAX];
};

static bool take_row(void *user, const struct history_said_row *row)
{
    struct rows *rows = user;
    if (rows->count < ROW_COUNT_MAX)
        rows->rows[rows->count] = *row;
    rows->count++;
    return true;
}

static struct rows read_rows(const char *folder, enum history_said_kind kind)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_filter everything = {.from_ms = INT64_MIN, .until_ms = INT64_MAX};
    struct rows rows = {0};
    struct history_reader *reader = history_reader_open(folder, &reason);

    CHECK(history_reader_said(reader, kind, &everything, take_row, &rows, &reason));
    history_reader_close(reader);
    return rows;
}

/* Message 5: a name, a destination; empty ones are not said. */
struct said {
    int64_t time_s;
    uint32_t mmsi;
    const char *name;
    const char *destination;
    int32_t draught;
};

static void say(struct history_store *store, const struct said *said)
{
    struct ais_message message = {.type = 5, .mmsi = said->mmsi};
    struct ais_voyage *fields = &message.fields.voyage;

    snprintf(fields->ship_name, sizeof fields->ship_name, "%s", said->name);
    snprintf(fields->destination, sizeof fields->destination, "%s", said->destination);
    fields->draught_m_e1 = said->draught;
    fields->eta.hour = 24;
    fields->eta.minute = 60;
    CHECK(history_intervals_take(store, &message, said->time_s * 1000));
}

static void say_all(const char *folder, const struct said *said, size_t count)
{
    char bytes[256];
    struct text reason = text_init(bytes, sizeof bytes);
    struct history_store *store = history_store_open(folder, &reason);

    for (size_t i = 0; i < count; i++)
        say(store, &said[i]);
    CHECK(history_intervals_write(store) && history_store_commit(store));
    history_store_close(store);
}

static const struct said story[] = {
    {1000, 1, "A", "", 0},        {1360, 1, "A", "KHASAB", 0},  {1720, 1, "", "KHASAB", 95},
    {2080, 1, "B", "MUSCAT", 95}, {2440, 1, "B", "MUSCAT", 95}, {2800, 1, "A", "MUSCAT", 60},
    {1100, 2, "OTHER", "", 0},
};

enum { STORY_COUNT = sizeof story / sizeof story[0] };

static void check_story(const char *folder)
{
    static const struct {
        uint32_t mmsi;
        int64_t from_s, until_s;
        const char *name;
    } vessels[] = {
        {1, 1000, 1360, "A"}, {1, 2080, 2440, "B"}, {1, 2800, 2800, "A"}, {2, 1100, 1100, "OTHER"}};
    static const struct {
        int64_t from_s, until_s;
        const char *destination;
        int32_t draught;
    } voyages[] = {
        {1360, 1720, "KHASAB", 95}, {2080, 2440, "MUSCAT", 95}, {2800, 2800, "MUSCAT", 60}};
    struct rows rows = read_rows(folder, HISTORY_SAID_VESSEL);

    CHECK_INT(rows.count, 4);
    for (size_t i = 0; i < 4 && i < rows.count; i++) {
        CHECK_INT(rows.rows[i].mmsi, vessels[i].mmsi);
        CHECK_INT(rows.rows[i].from_s, vessels[i].from_s);
        CHECK_INT(rows.rows[i].until_s, vessels[i].until_s);
        CHECK_TEXT(rows.rows[i].said.vessel.name, vessels[i].name);
        CHECK_INT(rows.rows[i].said.vessel.imo, -1);
    }
    rows = read_rows(folder, HISTORY_SAID_VOYAGE);
    CHECK_INT(rows.count, 3);
    for (size_t i = 0; i < 3 && i < rows.count; i++) {
        CHECK_INT(rows.rows[i].from_s, voyages[i].from_s);
        CHECK_INT(rows.rows[i].until_s, voyages[i].until_s);
        CHECK_TEXT(rows.rows[i].said.voyage.destination, voyages[i].destination);
        CHECK_INT(rows.rows[i].said.voyage.draught_m_e1, voyages[i].draught);
    }
}

static void a_row_lasts_while_nothing_said_contradicts_it(void)
{
    char folder[32];

    fleet_make_folder(folder);
    say_all(folder, story, STORY_COUNT);
    check_story(folder);
    fleet_drop_folder(folder);
}

static void the_same_again_changes_nothing(void)
{
    char folder[32];

    fleet_make_folder(folder);
    for (int i = 0; i < 3; i++)
        say_all(folder, story, STORY_COUNT);
    check_story(folder);
    fleet_drop_folder(folder);
}

static void a_later_part_first_and_an_earlier_one_then_are_the_whole(void)
{
    char folder[32];

    fleet_make_folder(folder);
    say_all(folder, story + 3, STORY_COUNT - 3);
    say_all(folder, story, 3);
    check_story(folder);
    fleet_drop_folder(folder);
}

static void two_ships_of_one_identity_have_rows_of_their_own(void)
{
    char folder[32];

    fleet_make_folder(folder);
    for (int64_t i = 0; i < 6; i++)
        say_all(folder, &(struct said){1000 + i * 100, 7, i % 2 == 0 ? "ONE" : "TWO", "", 0}, 1);
    struct rows rows = read_rows(folder, HISTORY_SAID_VESSEL);
    CHECK_INT(rows.count, 6);
    CHECK_TEXT(rows.rows[3].said.vessel.name, "TWO");
    fleet_drop_folder(folder);
}

int main(void)
{
    RUN(a_row_lasts_while_nothing_said_contradicts_it);
    RUN(the_same_again_changes_nothing);
    RUN(a_later_part_first_and_an_earlier_one_then_are_the_whole);
    RUN(two_ships_of_one_identity_have_rows_of_their_own);
    return check_summary();
}
