/* SPDX-License-Identifier: Apache-2.0 */
/* The layouts of all message types, a file of rows for each group of them, and what chooses among
 * several of one type. The structs they fill are in narrows/ais_message.h. */
#ifndef AIS_LAYOUTS_H
#define AIS_LAYOUTS_H

#include "ais/layout.h"

extern const struct ais_layout ais_position_layout;
extern const struct ais_layout ais_base_station_layout;
extern const struct ais_layout ais_voyage_layout;
extern const struct ais_layout ais_binary_addressed_layout;
extern const struct ais_layout ais_binary_broadcast_layout;
extern const struct ais_layout ais_binary_single_layout;
extern const struct ais_layout ais_binary_single_structured_layout;
extern const struct ais_layout ais_binary_single_addressed_layout;
extern const struct ais_layout ais_binary_single_addressed_structured_layout;
extern const struct ais_layout ais_binary_multiple_layout;
extern const struct ais_layout ais_binary_multiple_structured_layout;
extern const struct ais_layout ais_binary_multiple_addressed_layout;
extern const struct ais_layout ais_binary_multiple_addressed_structured_layout;
extern const struct ais_layout ais_acknowledge_layout;
extern const struct ais_layout ais_sar_aircraft_layout;
extern const struct ais_layout ais_inquiry_layout;
extern const struct ais_layout ais_safety_text_addressed_layout;
extern const struct ais_layout ais_safety_text_layout;
extern const struct ais_layout ais_interrogation_layout;
extern const struct ais_layout ais_assignment_layout;
extern const struct ais_layout ais_differential_layout;
extern const struct ais_layout ais_class_b_layout;
extern const struct ais_layout ais_class_b_extended_layout;
extern const struct ais_layout ais_slots_layout;
extern const struct ais_layout ais_aid_layout;
extern const struct ais_layout ais_channel_area_layout;
extern const struct ais_layout ais_channel_addressed_layout;
extern const struct ais_layout ais_group_assignment_layout;
extern const struct ais_layout ais_static_a_layout;
extern const struct ais_layout ais_static_b_layout;
extern const struct ais_layout ais_static_b_auxiliary_layout;
extern const struct ais_layout ais_long_range_layout;
extern const struct ais_layout ais_passed_layout;

/* The layout of message 22 for these bits, at least AIS_CHANNEL_CHOICE_BITS. */
enum { AIS_CHANNEL_CHOICE_BITS = 140 };
const struct ais_layout *ais_channel_choose(struct ais_bits bits);

/* The layout of message 24 for these bits, at least AIS_STATIC_CHOICE_BITS; NULL for a part that
 * does not exist. */
enum { AIS_STATIC_CHOICE_BITS = 40 };
const struct ais_layout *ais_static_choose(struct ais_bits bits);

/* An auxiliary craft, associated with a mother ship (ITU-R M.585: 98MIDXXXX). */
bool ais_static_is_auxiliary(uint32_t mmsi);

/* The layouts of messages 25 and 26 for these bits, at least AIS_BINARY_CHOICE_BITS. */
enum { AIS_BINARY_CHOICE_BITS = 40 };
const struct ais_layout *ais_binary_single_choose(struct ais_bits bits);
const struct ais_layout *ais_binary_multiple_choose(struct ais_bits bits);

#endif
