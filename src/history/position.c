/* SPDX-License-Identifier: Apache-2.0 */
#include "history/position.h"

#include <assert.h>
#include <string.h>

/* Where a message type has a value, what it is multiplied by to be in the history's unit, and the
 * code from which on it says nothing. `offset` 0: the type does not have it. */
struct place {
    uint16_t offset;
    uint16_t scale;
    int32_t absent; /* 0: no code of the sender's means less than the history's own */
};

enum column { LONGITUDE, LATITUDE, SPEED, COURSE, HEADING, STATUS, TURN, COLUMN_COUNT };

struct type {
    bool is_position;
    enum history_class class_of;
    struct place places[COLUMN_COUNT];
};

#define AT(member) ((uint16_t)offsetof(struct ais_message, fields.member)), 1, 0
#define SCALED(member, scale, absent)                                                              \
    ((uint16_t)offsetof(struct ais_message, fields.member)), (scale), (absent)
#define CLASS_A                                                                                    \
    {                                                                                              \
        true, HISTORY_CLASS_A,                                                                     \
        {                                                                                          \
            [LONGITUDE] = {AT(position.longitude_min_e4)},                                         \
            [LATITUDE] = {AT(position.latitude_min_e4)}, [SPEED] = {AT(position.speed_kn_e1)},     \
            [COURSE] = {AT(position.course_deg_e1)}, [HEADING] = {AT(position.heading_deg)},       \
            [STATUS] = {AT(position.navigation_status)}, [TURN] = {AT(position.turn_indicator)},   \
        }                                                                                          \
    }
#define BASE                                                                                       \
    {                                                                                              \
        true, HISTORY_CLASS_BASE,                                                                  \
        {                                                                                          \
            [LONGITUDE] = {AT(base_station.longitude_min_e4)},                                     \
            [LATITUDE] = {AT(base_station.latitude_min_e4)},                                       \
        }                                                                                          \
    }

static const struct type types[AIS_MESSAGE_TYPE_COUNT] = {
    [1] = CLASS_A,
    [2] = CLASS_A,
    [3] = CLASS_A,
    [4] = BASE,
    [9] = {true,
           HISTORY_CLASS_AIRCRAFT,
           {[LONGITUDE] = {AT(sar_aircraft.longitude_min_e4)},
            [LATITUDE] = {AT(sar_aircraft.latitude_min_e4)},
            [SPEED] = {SCALED(sar_aircraft.speed_kn, 10, 1023)},
            [COURSE] = {AT(sar_aircraft.course_deg_e1)},
            [HEADING] = {AT(sar_aircraft.altitude_m)}}},
    [11] = BASE,
    [18] = {true,
            HISTORY_CLASS_B,
            {[LONGITUDE] = {AT(class_b.longitude_min_e4)},
             [LATITUDE] = {AT(class_b.latitude_min_e4)},
             [SPEED] = {AT(class_b.speed_kn_e1)},
             [COURSE] = {AT(class_b.course_deg_e1)},
             [HEADING] = {AT(class_b.heading_deg)}}},
    [19] = {true,
            HISTORY_CLASS_B,
            {[LONGITUDE] = {AT(class_b_extended.longitude_min_e4)},
             [LATITUDE] = {AT(class_b_extended.latitude_min_e4)},
             [SPEED] = {AT(class_b_extended.speed_kn_e1)},
             [COURSE] = {AT(class_b_extended.course_deg_e1)},
             [HEADING] = {AT(class_b_extended.heading_deg)}}},
    [21] = {true,
            HISTORY_CLASS_AID,
            {[LONGITUDE] = {AT(aid.longitude_min_e4)}, [LATITUDE] = {AT(aid.latitude_min_e4)}}},
    [27] = {true,
            HISTORY_CLASS_LONG_RANGE,
            {[LONGITUDE] = {SCALED(long_range.longitude_min_e1, 1000, 0)},
             [LATITUDE] = {SCALED(long_range.latitude_min_e1, 1000, 0)},
             [SPEED] = {SCALED(long_range.speed_kn, 10, 63)},
             [COURSE] = {SCALED(long_range.course_deg, 10, 360)},
             [STATUS] = {AT(long_range.navigation_status)}}},
};

const char *history_class_name(enum history_class class_of)
{
    static const char *const names[HISTORY_CLASS_COUNT] = {"class_a",  "class_b",      "long_range",
                                                           "aircraft", "base_station", "aid"};
    assert(class_of < HISTORY_CLASS_COUNT);
    return names[class_of];
}

static int32_t value_of(const struct ais_message *message, const struct place *place,
                        int32_t not_available)
{
    int32_t sent;

    if (place->offset == 0)
        return not_available;
    memcpy(&sent, (const char *)message + place->offset, sizeof sent);
    if (sent == AIS_MISSING || (place->absent != 0 && sent >= place->absent))
        return not_available;
    return sent * place->scale;
}

bool history_position_is_in(uint8_t message_type)
{
    return message_type < AIS_MESSAGE_TYPE_COUNT && types[message_type].is_position;
}

bool history_position_read(const struct ais_message *message, struct history_position *position)
{
    const struct type *type = &types[message->type];
    const struct place *places = type->places;

    if (!type->is_position)
        return false;
    position->mmsi = message->mmsi;
    position->class_of = (uint8_t)type->class_of;
    position->values = (struct history_values){
        .longitude_min_e4 = value_of(message, &places[LONGITUDE], HISTORY_NO_LONGITUDE),
        .latitude_min_e4 = value_of(message, &places[LATITUDE], HISTORY_NO_LATITUDE),
        .speed_kn_e1 = (uint16_t)value_of(message, &places[SPEED], HISTORY_NO_SPEED),
        .course_deg_e1 = (uint16_t)value_of(message, &places[COURSE], HISTORY_NO_COURSE),
        .heading_deg = (uint16_t)value_of(message, &places[HEADING], HISTORY_NO_HEADING),
        .status = (uint8_t)value_of(message, &places[STATUS], HISTORY_NO_STATUS),
        .turn = (int8_t)value_of(message, &places[TURN], HISTORY_NO_TURN),
    };
    return true;
}

bool history_values_have_place(const struct history_values *values)
{
    return values->longitude_min_e4 >= -180 * HISTORY_DEGREE &&
           values->longitude_min_e4 <= 180 * HISTORY_DEGREE &&
           values->latitude_min_e4 >= -90 * HISTORY_DEGREE &&
           values->latitude_min_e4 <= 90 * HISTORY_DEGREE;
}
