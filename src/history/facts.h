/* SPDX-License-Identifier: Apache-2.0 */
/* What ships say of themselves, as intervals: from when until when it was the same. */
#ifndef HISTORY_FACTS_H
#define HISTORY_FACTS_H

#include "ais/message.h"

#include <stdbool.h>

enum { HISTORY_NAME_BYTES = 35, HISTORY_CALLSIGN_BYTES = 8, HISTORY_DESTINATION_BYTES = 21 };

/* Numbers stand one after another in each struct. */
enum { HISTORY_VESSEL_NUMBER_COUNT = 7, HISTORY_VOYAGE_NUMBER_COUNT = 5 };

/* Static data. Empty and -1: not said. */
struct history_vessel {
    char name[HISTORY_NAME_BYTES];
    char callsign[HISTORY_CALLSIGN_BYTES];
    int32_t imo;
    int32_t ship_type;
    int32_t aid_type;
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
};

/* Voyage data. Empty and -1: not said. */
struct history_voyage {
    char destination[HISTORY_DESTINATION_BYTES];
    int32_t eta_month;
    int32_t eta_day;
    int32_t eta_hour;
    int32_t eta_minute;
    int32_t draught_m_e1;
};

/* Whether messages of a type say anything of either. */
bool history_facts_are_of(uint8_t message_type);

/* What a message says of either; false when it says nothing. */
bool history_facts_vessel(const struct ais_message *message, struct history_vessel *vessel);
bool history_facts_voyage(const struct ais_message *message, struct history_voyage *voyage);

/* Takes what was said into what is known, when the two do not contradict each other: what was not
 * said before is filled in. False, with `*known` untouched, when they do. `*has_grown` says
 * whether anything was filled in. */
bool history_facts_join_vessel(struct history_vessel *known, const struct history_vessel *said,
                               bool *has_grown);
bool history_facts_join_voyage(struct history_voyage *known, const struct history_voyage *said,
                               bool *has_grown);

#endif
