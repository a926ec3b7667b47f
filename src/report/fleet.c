/* SPDX-License-Identifier: Apache-2.0 */
#include "report/fleet.h"

#include "report/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROW_COUNT_MAX = 1 << 24, BEFORE_DAYS = 30 };

struct rows {
    size_t count;
    size_t count_max;
    struct history_said_row *rows; /* by MMSI and time */
};

struct report_fleet {
    struct rows kinds[HISTORY_SAID_COUNT];
};

static bool take(void *user, const struct history_said_row *row)
{
    struct rows *rows = user;

    if (rows->count == rows->count_max) {
        size_t count_max = rows->count_max == 0 ? 1024 : 2 * rows->count_max;
        struct history_said_row *grown =
            count_max <= ROW_COUNT_MAX ? realloc(rows->rows, count_max * sizeof *grown) : NULL;
        if (grown == NULL)
            return false;
        rows->rows = grown;
        rows->count_max = count_max;
    }
    rows->rows[rows->count++] = *row;
    return true;
}

struct report_fleet *report_fleet_read(struct history_reader *reader, int64_t from_ms,
                                       int64_t until_ms, struct text *reason)
{
    struct history_filter filter = {.from_ms = from_ms - BEFORE_DAYS * REPORT_DAY_MS,
                                    .until_ms = until_ms};
    struct report_fleet *ships = calloc(1, sizeof *ships);
    size_t size = reason->size;

    if (ships == NULL) {
        text_add(reason, "there is no memory");
        return NULL;
    }
    for (int kind = 0; kind < HISTORY_SAID_COUNT; kind++)
        if (!history_reader_said(reader, (enum history_said_kind)kind, &filter, take,
                                 &ships->kinds[kind], reason)) {
            if (reason->size == size)
                text_add(reason, "there is no memory for what the ships said");
            report_fleet_free(ships);
            return NULL;
        }
    return ships;
}

void report_fleet_free(struct report_fleet *ships)
{
    if (ships == NULL)
        return;
    for (int kind = 0; kind < HISTORY_SAID_COUNT; kind++)
        free(ships->kinds[kind].rows);
    free(ships);
}

/* The first row that is behind (`mmsi`, `time_s`). */
static size_t behind(const struct rows *rows, uint32_t mmsi, int64_t time_s)
{
    size_t low = 0, high = rows->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct history_said_row *row = &rows->rows[middle];
        if (row->mmsi < mmsi || (row->mmsi == mmsi && row->from_s <= time_s))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Seven digits of which the last is the check digit of the others. */
static bool is_imo(int32_t imo)
{
    int32_t sum = 0, rest = imo / 10;

    for (int weight = 2; weight <= 7; weight++, rest /= 10)
        sum += rest % 10 * weight;
    return imo >= 1000000 && imo <= 9999999 && sum % 10 == imo % 10;
}

/* Fills in what of a ship is not known yet. */
static void learn_vessel(struct report_ship *ship, const struct history_vessel *vessel)
{
    if (ship->name[0] == '\0')
        snprintf(ship->name, sizeof ship->name, "%s", vessel->name);
    if (ship->imo == -1 && is_imo(vessel->imo))
        ship->imo = vessel->imo;
    if (ship->ship_type == -1 && vessel->ship_type > 0)
        ship->ship_type = vessel->ship_type;
    if (ship->length_m == -1 && vessel->to_bow_m >= 0 && vessel->to_stern_m >= 0 &&
        vessel->to_bow_m + vessel->to_stern_m > 0)
        ship->length_m = vessel->to_bow_m + vessel->to_stern_m;
    if (ship->beam_m == -1 && vessel->to_port_m >= 0 && vessel->to_starboard_m >= 0 &&
        vessel->to_port_m + vessel->to_starboard_m > 0)
        ship->beam_m = vessel->to_port_m + vessel->to_starboard_m;
}

static void learn(struct report_ship *ship, enum history_said_kind kind,
                  const union history_said *said)
{
    if (kind == HISTORY_SAID_VESSEL)
        learn_vessel(ship, &said->vessel);
    else if (ship->draught_m_e1 == -1 && said->voyage.draught_m_e1 > 0)
        ship->draught_m_e1 = said->voyage.draught_m_e1;
}

struct report_ship report_fleet_at(const struct report_fleet *ships, uint32_t mmsi, int64_t time_ms)
{
    struct report_ship ship = {
        .imo = -1, .ship_type = -1, .length_m = -1, .beam_m = -1, .draught_m_e1 = -1};
    int64_t time_s = time_ms / 1000 - (time_ms % 1000 < 0);

    for (int kind = 0; kind < HISTORY_SAID_COUNT; kind++) {
        const struct rows *rows = &ships->kinds[kind];
        size_t next = behind(rows, mmsi, time_s);
        for (size_t i = next; i > 0 && rows->rows[i - 1].mmsi == mmsi; i--)
            learn(&ship, (enum history_said_kind)kind, &rows->rows[i - 1].said);
        for (size_t i = next; i < rows->count && rows->rows[i].mmsi == mmsi; i++)
            learn(&ship, (enum history_said_kind)kind, &rows->rows[i].said);
    }
    return ship;
}

uint64_t report_ship_identity(const struct report_ship *ship, uint32_t mmsi)
{
    return ship->imo != -1 ? (uint64_t)1 << 32 | (uint32_t)ship->imo : mmsi;
}

const char *report_ship_class(const struct report_ship *ship)
{
    static const struct {
        int32_t from, to;
        const char *name;
    } classes[] = {
        {20, 29, "wing in ground"}, {30, 30, "fishing"},    {31, 32, "tug"},   {33, 35, "other"},
        {36, 37, "pleasure"},       {40, 49, "high speed"}, {50, 51, "other"}, {52, 52, "tug"},
        {53, 59, "other"},          {60, 69, "passenger"},  {70, 79, "cargo"}, {80, 89, "tanker"},
        {90, 99, "other"},
    };

    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (ship->ship_type >= classes[i].from && ship->ship_type <= classes[i].to)
            return classes[i].name;
    return "unknown";
}

const char *report_ship_size(const struct report_ship *ship)
{
    static const struct {
        int32_t below_m;
        const char *name;
    } sizes[] = {{0, "unknown"},        {50, "under 50 m"},    {100, "50 to 99 m"},
                 {200, "100 to 199 m"}, {300, "200 to 299 m"}, {INT32_MAX, "300 m and more"}};
    size_t i = 0;

    while (ship->length_m >= sizes[i].below_m)
        i++;
    return sizes[i].name;
}
