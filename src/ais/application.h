/* SPDX-License-Identifier: Apache-2.0 */
/* The data of binary messages, told apart by DAC (designated area code: who defined them) and FI
 * (function identifier): ITU-R M.1371-5 annex 5. */
#ifndef AIS_APPLICATION_H
#define AIS_APPLICATION_H

#include "ais/layout.h"

/* One application, or one form of an application that has several. */
struct ais_application_row {
    int32_t dac;
    int32_t fid;
    const struct ais_layout *layout;
    uint16_t selector_bit_count; /* so many first bits of the data are `selector`; 0: any */
    uint16_t selector;
    bool is_addressed; /* only in addressed messages */
};

/* All of them, from 0 on; false behind the last. Of several forms the first that its data can be
 * stands first. */
bool ais_application_at(size_t index, struct ais_application_row *row);

/* What is known of data before they are read. */
struct ais_application_key {
    int32_t dac;
    int32_t fid;
    bool is_addressed; /* the message that carries them */
};

/* The layout of these data; its bits count from the first behind DAC and FI. NULL when none is
 * known for them, when they are too short for it, or when bits behind its longest say something:
 * then they are another's. */
const struct ais_layout *ais_application_layout(struct ais_application_key key,
                                                struct ais_bits data);

/* The layouts that such data may have, from 0 on; NULL behind the last. */
const struct ais_layout *ais_application_layout_at(struct ais_application_key key, size_t index);

/* Reads the data when their layout is known, and says so in `application->layout`. What was odd
 * about their length: flags of enum ais_flag. */
uint8_t ais_application_read(struct ais_application_key key, const struct ais_data *data,
                             struct ais_application *application);

/* What a longitude and a latitude in 1/1000 minute are when there is none: 181 and 91 degrees. */
enum { NO_EAST = 181 * 60000, NO_NORTH = 91 * 60000 };

extern const struct ais_layout ais_text_telegram_layout;
extern const struct ais_layout ais_text_acknowledge_layout;
extern const struct ais_layout ais_message_interrogation_layout;
extern const struct ais_layout ais_capability_interrogation_layout;
extern const struct ais_layout ais_capability_reply_layout;
extern const struct ais_layout ais_application_acknowledge_layout;
extern const struct ais_layout ais_met_hydro_old_layout;
extern const struct ais_layout ais_dangerous_cargo_old_layout;
extern const struct ais_layout ais_fairway_closed_layout;
extern const struct ais_layout ais_tidal_old_layout;
extern const struct ais_layout ais_air_draught_layout;
extern const struct ais_layout ais_persons_layout;
extern const struct ais_layout ais_vts_targets_layout;
extern const struct ais_layout ais_port_clearance_layout;
extern const struct ais_layout ais_traffic_signal_layout;
extern const struct ais_layout ais_berth_layout;
extern const struct ais_layout ais_weather_observation_layout;
extern const struct ais_layout ais_weather_wmo_layout;
extern const struct ais_layout ais_area_notice_layout;
extern const struct ais_layout ais_extended_voyage_layout;
extern const struct ais_layout ais_dangerous_cargo_layout;
extern const struct ais_layout ais_environment_layout;
extern const struct ais_layout ais_route_layout;
extern const struct ais_layout ais_text_description_layout;
extern const struct ais_layout ais_met_hydro_layout;
extern const struct ais_layout ais_tidal_layout;
extern const struct ais_layout ais_inland_ship_layout;
extern const struct ais_layout ais_inland_eta_layout;
extern const struct ais_layout ais_inland_rta_layout;
extern const struct ais_layout ais_emma_warning_layout;
extern const struct ais_layout ais_water_levels_layout;
extern const struct ais_layout ais_signal_status_layout;
extern const struct ais_layout ais_inland_persons_layout;
extern const struct ais_layout ais_aid_monitoring_layout;

#endif
