/* SPDX-License-Identifier: Apache-2.0 */
#include "ais/unit.h"

#include <string.h>

/* What the name of a member ends in, before its decimals (`_e1`). A longer end stands before one
 * that it ends in. Places are counted in minutes of arc and said in degrees; of a `_root` the
 * square counts metres, of `_20_per_v` there are twenty in a volt. */
static const struct {
    const char *ending;
    const char *name;
} units[] = {
    {"longitude_min", "degrees"},
    {"latitude_min", "degrees"},
    {"_east_min", "degrees"},
    {"_north_min", "degrees"},
    {"_deg", "degrees"},
    {"_min", "minutes"},
    {"_h", "hours"},
    {"_s", "seconds"},
    {"_kn", "knots"},
    {"_mps", "metres a second"},
    {"_s_per_m", "siemens a metre"},
    {"_m", "metres"},
    {"_root", "metres"},
    {"_cm", "centimetres"},
    {"_mm", "millimetres"},
    {"_km", "kilometres"},
    {"_nmi", "nautical miles"},
    {"_t", "tonnes"},
    {"_celsius", "degrees Celsius"},
    {"_kelvin", "kelvins"},
    {"_hpa", "hectopascals"},
    {"_dbar", "decibars"},
    {"_per_v", "volts"},
    {"_percent", "percent"},
    {"_permille", "parts in a thousand"},
};

/* The size of a member's name without its index, `[3]`, and its decimals, `_e1`. */
static size_t stem_size(const char *name)
{
    size_t size = strcspn(name, "[");
    bool has_decimals = size > 3 && name[size - 3] == '_' && name[size - 2] == 'e';

    return has_decimals ? size - 3 : size;
}

const char *ais_unit_name(const struct ais_field *field)
{
    size_t size = stem_size(field->member);

    if (field->kind == AIS_TURN)
        return "degrees a minute";
    if (!ais_layout_is_number(field) || field->kind == AIS_BOOL)
        return NULL;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        size_t ending_size = strlen(units[i].ending);
        if (size > ending_size &&
            memcmp(field->member + size - ending_size, units[i].ending, ending_size) == 0)
            return units[i].name;
    }
    return NULL;
}
