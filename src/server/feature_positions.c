/* SPDX-License-Identifier: Apache-2.0 */
/* The collection `positions`: a feature a report. */
#include "ais/turn.h"
#include "history/gather.h"
#include "server/features.h"

static void write_stations(struct server_page *page, const struct server_row *row)
{
    size_t count;
    const uint16_t *stations = history_gather_stations(row->piece->columns, row->index, &count);

    json_open_array(&page->json, "stations");
    for (size_t i = 0; i < count; i++) {
        const char *name = history_reader_station(page->desk->reader, stations[i]);
        if (name[0] != '\0')
            json_text(&page->json, NULL, name);
    }
    json_close_array(&page->json);
}

static void write_properties(struct server_page *page, const struct server_row *row)
{
    struct json *json = &page->json;
    struct history_values values = history_gather_values(row->piece->columns, row->index);
    bool is_aircraft = row->piece->class_of == HISTORY_CLASS_AIRCRAFT;

    json_open_object(json, "properties");
    json_int(json, "mmsi", row->piece->mmsi);
    json_text(json, "class", history_class_name(row->piece->class_of));
    json_time(json, "time", row->key.place.time_ms);
    server_rows_write_tenths(json, "speed", values.speed_kn_e1, HISTORY_NO_SPEED);
    server_rows_write_tenths(json, "course", values.course_deg_e1, HISTORY_NO_COURSE);
    server_rows_write_code(json, "heading", is_aircraft ? 360 : values.heading_deg, 360);
    server_rows_write_code(json, "altitude", is_aircraft ? values.heading_deg : 4095, 4095);
    server_rows_write_code(json, "status", values.status, HISTORY_NO_STATUS);
    json_real(json, "turn", ais_turn_deg_per_min(values.turn), 1);
    write_stations(page, row);
    json_close_object(json);
}

static bool take_row(void *user, const struct server_row *row)
{
    struct server_page *page = user;
    struct history_values values = history_gather_values(row->piece->columns, row->index);
    struct server_way_position position = {.longitude_min_e4 = values.longitude_min_e4,
                                           .latitude_min_e4 = values.latitude_min_e4};

    if (page->is_single && server_key_compare(&row->key, &page->desk->ask->parameters.next) != 0)
        return false;
    if (!server_page_has_room(page, &row->key))
        return false;
    server_page_open_feature(page, &row->key);
    server_page_write_point(page, history_values_have_place(&values) ? &position : NULL);
    write_properties(page, row);
    json_close_object(&page->json);
    return true;
}

bool server_positions_write(struct server_page *page)
{
    const struct server_parameters *parameters = &page->desk->ask->parameters;
    struct history_box box;
    struct history_filter filter = {
        .mmsi = parameters->mmsi,
        .from_ms = parameters->from_ms,
        .until_ms = parameters->until_ms,
    };

    if ((parameters->given & SERVER_PARAMETER_BBOX) != 0) {
        box = server_parameters_box(&parameters->box);
        filter.box = &box;
    }
    if (page->is_single) {
        filter.mmsi = parameters->next.place.mmsi;
        filter.from_ms = parameters->next.place.time_ms;
        filter.until_ms = filter.from_ms + 1;
    }
    return server_rows_each(page->desk, filter, &parameters->next, take_row, page);
}
