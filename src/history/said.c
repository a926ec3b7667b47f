/* SPDX-License-Identifier: Apache-2.0 */
#include "history/said.h"

#include <stdio.h>
#include <string.h>

static void bind_text(sqlite3_stmt *statement, int place, const char *text)
{
    if (text[0] != '\0')
        sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(statement, place);
}

static void bind_number(sqlite3_stmt *statement, int place, int32_t number)
{
    if (number != -1)
        sqlite3_bind_int(statement, place, number);
    else
        sqlite3_bind_null(statement, place);
}

static void column_text(sqlite3_stmt *statement, int place, char *text, size_t size)
{
    const unsigned char *found = sqlite3_column_text(statement, place);
    snprintf(text, size, "%s", found != NULL ? (const char *)found : "");
}

static int32_t column_number(sqlite3_stmt *statement, int place)
{
    bool is_null = sqlite3_column_type(statement, place) == SQLITE_NULL;
    return is_null ? -1 : sqlite3_column_int(statement, place);
}

/* Where the texts and numbers of a kind stand, in the order of its table's columns. */
struct layout {
    size_t text_count;
    size_t text_offsets[2];
    size_t text_sizes[2];
    size_t numbers_offset;
    size_t number_count;
};

static const struct layout layouts[HISTORY_SAID_COUNT] = {
    [HISTORY_SAID_VESSEL] = {2,
                             {offsetof(struct history_vessel, name),
                              offsetof(struct history_vessel, callsign)},
                             {HISTORY_NAME_BYTES, HISTORY_CALLSIGN_BYTES},
                             offsetof(struct history_vessel, imo),
                             HISTORY_VESSEL_NUMBER_COUNT},
    [HISTORY_SAID_VOYAGE] = {1,
                             {offsetof(struct history_voyage, destination)},
                             {HISTORY_DESTINATION_BYTES},
                             offsetof(struct history_voyage, eta_month),
                             HISTORY_VOYAGE_NUMBER_COUNT},
};

static char *text_at(const struct layout *layout, union history_said *said, size_t index)
{
    return (char *)said + layout->text_offsets[index];
}

static int32_t *numbers_at(const struct layout *layout, union history_said *said)
{
    return (int32_t *)(void *)((char *)said + layout->numbers_offset);
}

void history_said_bind(enum history_said_kind kind, sqlite3_stmt *statement, int place,
                       union history_said *said)
{
    const struct layout *layout = &layouts[kind];

    for (size_t i = 0; i < layout->text_count; i++)
        bind_text(statement, place++, text_at(layout, said, i));
    for (size_t i = 0; i < layout->number_count; i++)
        bind_number(statement, place++, numbers_at(layout, said)[i]);
}

void history_said_read(enum history_said_kind kind, sqlite3_stmt *statement, int place,
                       union history_said *said)
{
    const struct layout *layout = &layouts[kind];

    memset(said, 0, sizeof *said);
    for (size_t i = 0; i < layout->text_count; i++)
        column_text(statement, place++, text_at(layout, said, i), layout->text_sizes[i]);
    for (size_t i = 0; i < layout->number_count; i++)
        numbers_at(layout, said)[i] = column_number(statement, place++);
}
