/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/application.h"

#include "narrows/ais_message.h"

/* clang-format off */
/* Of several forms the first that its data can be. */
static const struct ais_application_row rows[] = {
    {  1,  0, &ais_text_telegram_layout,            0, 0, false},
    {  1,  1, &ais_text_acknowledge_layout,         0, 0, true},
    {  1,  2, &ais_message_interrogation_layout,    0, 0, false},
    {  1,  3, &ais_capability_interrogation_layout, 0, 0, true},
    {  1,  4, &ais_capability_reply_layout,         0, 0, true},
    {  1,  5, &ais_application_acknowledge_layout,  0, 0, true},
    {  1, 11, &ais_met_hydro_old_layout,            0, 0, false},
    {  1, 12, &ais_dangerous_cargo_old_layout,      0, 0, true},
    {  1, 13, &ais_fairway_closed_layout,           0, 0, false},
    {  1, 14, &ais_tidal_old_layout,                0, 0, true},
    {  1, 15, &ais_air_draught_layout,              0, 0, false},
    {  1, 16, &ais_vts_targets_layout,              0, 0, false},
    {  1, 16, &ais_persons_layout,                  0, 0, false},
    {  1, 17, &ais_vts_targets_layout,              0, 0, false},
    {  1, 18, &ais_port_clearance_layout,           0, 0, true},
    {  1, 19, &ais_traffic_signal_layout,           0, 0, false},
    {  1, 20, &ais_berth_layout,                    0, 0, true},
    {  1, 21, &ais_weather_observation_layout,      1, 0, false},
    {  1, 21, &ais_weather_wmo_layout,              1, 1, false},
    {  1, 22, &ais_area_notice_layout,              0, 0, false},
    {  1, 23, &ais_area_notice_layout,              0, 0, true},
    {  1, 24, &ais_extended_voyage_layout,          0, 0, false},
    {  1, 25, &ais_dangerous_cargo_layout,          0, 0, true},
    {  1, 26, &ais_environment_layout,              0, 0, false},
    {  1, 27, &ais_route_layout,                    0, 0, false},
    {  1, 28, &ais_route_layout,                    0, 0, true},
    {  1, 29, &ais_text_description_layout,         0, 0, false},
    {  1, 30, &ais_text_description_layout,         0, 0, true},
    {  1, 31, &ais_met_hydro_layout,                0, 0, false},
    {  1, 32, &ais_tidal_layout,                    0, 0, true},
    {  1, 40, &ais_persons_layout,                  0, 0, false},
    {200, 10, &ais_inland_ship_layout,              0, 0, false},
    {200, 21, &ais_inland_eta_layout,               0, 0, false},
    {200, 22, &ais_inland_rta_layout,               0, 0, false},
    {200, 23, &ais_emma_warning_layout,             0, 0, false},
    {200, 24, &ais_water_levels_layout,             0, 0, false},
    {200, 40, &ais_signal_status_layout,            0, 0, false},
    {200, 55, &ais_inland_persons_layout,           0, 0, false},
    {235, 10, &ais_aid_monitoring_layout,           0, 0, false},
    {250, 10, &ais_aid_monitoring_layout,           0, 0, false},
};
/* clang-format on */

enum { ROW_COUNT = sizeof rows / sizeof rows[0] };

bool ais_application_at(size_t index, struct ais_application_row *row)
{
    if (index >= ROW_COUNT)
        return false;
    *row = rows[index];
    return true;
}

static bool is_of(const struct ais_application_row *row, struct ais_application_key key)
{
    return row->dac == key.dac && row->fid == key.fid && (key.is_addressed || !row->is_addressed);
}

const struct ais_layout *ais_application_layout_at(struct ais_application_key key, size_t index)
{
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (is_of(&rows[i], key) && index-- == 0)
            return rows[i].layout;
    return NULL;
}

static bool is_zero(struct ais_bits bits, size_t first_bit)
{
    for (size_t bit = first_bit; bit < bits.bit_count; bit++)
        if (ais_bits_unsigned(bits, bit, 1) != 0)
            return false;
    return true;
}

static bool can_be(const struct ais_application_row *row, struct ais_bits data)
{
    if (data.bit_count < row->layout->core_bit_count)
        return false;
    if (row->selector_bit_count > 0 &&
        ais_bits_unsigned(data, 0, row->selector_bit_count) != row->selector)
        return false;
    return is_zero(data, row->layout->bit_count_max);
}

const struct ais_layout *ais_application_layout(struct ais_application_key key,
                                                struct ais_bits data)
{
    for (size_t i = 0; i < ROW_COUNT; i++) {
        const struct ais_application_row *row = &rows[i];
        if (is_of(row, key) && can_be(row, data))
            return row->layout;
    }
    return NULL;
}

/* A sender fills the last byte: up to seven bits more are no fault. */
uint8_t ais_application_read(struct ais_application_key key, const struct ais_data *data,
                             struct ais_application *application)
{
    struct ais_bits bits = {data->bytes, data->bit_count};
    const struct ais_layout *layout = ais_application_layout(key, bits);

    application->layout = layout;
    if (layout == NULL)
        return 0;
    bool is_whole = ais_layout_read(layout, bits, &application->fields);
    if (!is_whole || bits.bit_count < layout->bit_count_min)
        return AIS_FLAG_TRUNCATED;
    return bits.bit_count >= layout->bit_count_max + 8u ? AIS_FLAG_OVERLONG : 0;
}
