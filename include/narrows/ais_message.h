/* SPDX-License-Identifier: Apache-2.0 */
/* What an AIS message says: one plain struct a message type (ITU-R M.1371-5 annex 8).
 *
 * Every number is an int32_t as it was sent, AIS_MISSING where the payload ended before it. Its
 * name ends in its unit: `heading_deg` counts degrees, `speed_kn_e1` tenths of a knot (10^-1),
 * `longitude_min_e4` ten-thousandths of a minute of arc (10^-4), east and north positive. A value
 * that means "not available" stays what it was sent as (a longitude of 181 degrees, a speed of
 * 1023); narrows_ais_value() gives NAN for it, and else the value in its unit (degrees, knots).
 * Texts are ASCII, terminated, without the blanks at their end; empty when there is none. */
#ifndef NARROWS_AIS_MESSAGE_H
#define NARROWS_AIS_MESSAGE_H

#include "narrows/ais_application.h"

/* Class A position reports: messages 1, 2 and 3 (ITU-R M.1371-5 annex 8, 3.1). */

/* Message 1, 2 or 3. */
struct ais_position {
    int32_t navigation_status;
    int32_t turn_indicator; /* 4.733 sqrt(degrees a minute); +-127: over 5 degrees in 30 s */
    int32_t speed_kn_e1;
    int32_t accuracy;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    int32_t course_deg_e1;
    int32_t heading_deg;
    int32_t utc_second; /* UTC second; 61 to 63: no fix, see the clause */
    int32_t maneuver;
    int32_t raim;
    int32_t radio;
};

/* Base station reports: messages 4 and 11 (ITU-R M.1371-5 annex 8, 3.2). */

/* Message 4, or 11 as the answer of a mobile station. */
struct ais_base_station {
    struct ais_date_time time;
    int32_t accuracy;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    int32_t epfd;
    int32_t raim;
    int32_t radio;
};

/* Class A static and voyage data: message 5 (ITU-R M.1371-5 annex 8, 3.3). */

/* Message 5. */
struct ais_voyage {
    int32_t ais_version;
    int32_t imo;
    char callsign[8];
    char ship_name[21];
    int32_t ship_type;
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
    struct ais_date_time eta;
    int32_t draught_m_e1;
    char destination[21];
    int32_t dte; /* 0: data terminal available */
};

/* Binary messages: 6 and 8 (ITU-R M.1371-5 annex 8, 3.4 and 3.6), 25 and 26 (3.23 and 3.24). */

/* Message 6. */
struct ais_binary_addressed {
    int32_t sequence_number;
    int32_t dest_mmsi;
    int32_t retransmit;
    int32_t dac; /* designated area code: who defined the data */
    int32_t fid; /* function identifier: what the data are */
    struct ais_data data;
};

/* Message 8. */
struct ais_binary_broadcast {
    int32_t dac;
    int32_t fid;
    struct ais_data data;
};

/* Message 25. The MMSI is there only when it is addressed, dac and fid when it is structured. */
struct ais_binary_single {
    int32_t addressed;
    int32_t structured;
    int32_t dest_mmsi;
    int32_t dac;
    int32_t fid;
    struct ais_data data;
};

/* Message 26, likewise. */
struct ais_binary_multiple {
    int32_t addressed;
    int32_t structured;
    int32_t dest_mmsi;
    int32_t dac;
    int32_t fid;
    struct ais_data data;
    int32_t radio; /* the communication state, with its selector */
};

/* Acknowledgements of messages 6 and 12: messages 7 and 13 (ITU-R M.1371-5 annex 8, 3.5). */

/* Message 7 or 13: one to four that are acknowledged, the rest AIS_MISSING. */
struct ais_acknowledge {
    int32_t mmsi[4];
    int32_t sequence_number[4]; /* that the acknowledged message had */
};

/* Search and rescue aircraft position reports: message 9 (ITU-R M.1371-5 annex 8, 3.7). */

/* Message 9. */
struct ais_sar_aircraft {
    int32_t altitude_m;
    int32_t speed_kn;
    int32_t accuracy;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    int32_t course_deg_e1;
    int32_t utc_second;
    int32_t regional;
    int32_t dte;
    int32_t assigned;
    int32_t raim;
    int32_t radio;
};

/* Inquiries for time and date: message 10 (ITU-R M.1371-5 annex 8, 3.8). */

/* Message 10. */
struct ais_inquiry {
    int32_t dest_mmsi;
};

/* Safety-related texts: messages 12 and 14 (ITU-R M.1371-5 annex 8, 3.10 and 3.12). */

/* Message 12: to one station. */
struct ais_safety_text_addressed {
    int32_t sequence_number;
    int32_t dest_mmsi;
    int32_t retransmit;
    char text[157];
};

/* Message 14: to all. */
struct ais_safety_text {
    char text[162];
};

/* Interrogations: message 15 (ITU-R M.1371-5 annex 8, 3.13). */

/* Message 15: one or two messages of a first station, one of a second; the rest AIS_MISSING. */
struct ais_interrogation {
    int32_t mmsi_1;
    int32_t type_1_1;   /* of the message that is asked for; 0: none */
    int32_t offset_1_1; /* slots to the answer */
    int32_t type_1_2;
    int32_t offset_1_2;
    int32_t mmsi_2;
    int32_t type_2_1;
    int32_t offset_2_1;
};

/* Assigned mode: message 16 (ITU-R M.1371-5 annex 8, 3.14). */

/* Message 16: one or two stations, the second AIS_MISSING when it was not sent. */
struct ais_assignment {
    int32_t mmsi[2];
    int32_t offset[2];    /* slots; with increment 0 the reports in ten minutes */
    int32_t increment[2]; /* slots */
};

/* Differential corrections for satellite navigation: message 17 (ITU-R M.1371-5 annex 8, 3.15). */

/* Message 17. Without corrections it ends behind the latitude. */
struct ais_differential {
    int32_t longitude_min_e1; /* of the reference station */
    int32_t latitude_min_e1;

    /* The two words before the corrections, without preamble and parity (ITU-R M.823). */
    int32_t dgnss_type;
    int32_t station_id;
    int32_t z_count;    /* 0.6 s */
    int32_t sequence;   /* 0 to 7 */
    int32_t word_count; /* that the sender says follow */
    int32_t health;
    struct ais_data words; /* 24 bits each */
};

/* Class B position reports: messages 18 and 19 (ITU-R M.1371-5 annex 8, 3.16 and 3.17). */

/* Message 18. */
struct ais_class_b {
    int32_t reserved;
    int32_t speed_kn_e1;
    int32_t accuracy;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    int32_t course_deg_e1;
    int32_t heading_deg;
    int32_t utc_second;
    int32_t regional;
    int32_t cs_unit; /* 1: carrier-sense unit, 0: SOTDMA */
    int32_t display;
    int32_t dsc;
    int32_t band;
    int32_t message_22; /* 1: takes frequencies from message 22 */
    int32_t assigned;
    int32_t raim;
    int32_t radio;
};

/* Message 19. */
struct ais_class_b_extended {
    int32_t reserved;
    int32_t speed_kn_e1;
    int32_t accuracy;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    int32_t course_deg_e1;
    int32_t heading_deg;
    int32_t utc_second;
    int32_t regional;
    char ship_name[21];
    int32_t ship_type;
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
    int32_t raim;
    int32_t dte;
    int32_t assigned;
};

/* Slots reserved by base stations: message 20 (ITU-R M.1371-5 annex 8, 3.18). */

/* Message 20: one to four reservations, the rest AIS_MISSING; 0: not available. */
struct ais_slots {
    int32_t offset[4];     /* slots */
    int32_t slot_count[4]; /* consecutive ones */
    int32_t timeout_min[4];
    int32_t increment[4]; /* slots */
};

/* Aids to navigation: message 21 (ITU-R M.1371-5 annex 8, 3.19). */

/* Message 21. */
struct ais_aid {
    int32_t aid_type;
    char name[35]; /* with its extension */
    int32_t accuracy;
    int32_t longitude_min_e4;
    int32_t latitude_min_e4;
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
    int32_t utc_second;
    int32_t off_position;
    int32_t regional;
    int32_t raim;
    int32_t virtual_aid;
    int32_t assigned;
};

/* Channel management: message 22 (ITU-R M.1371-5 annex 8, 3.20). */

/* Message 22 for an area. */
struct ais_channel_area {
    int32_t channel_a; /* number of ITU-R M.1084 */
    int32_t channel_b;
    int32_t txrx;  /* what is sent and received where, see the clause */
    int32_t power; /* 1: low */
    int32_t ne_longitude_min_e1;
    int32_t ne_latitude_min_e1;
    int32_t sw_longitude_min_e1;
    int32_t sw_latitude_min_e1;
    int32_t addressed; /* 0 */
    int32_t band_a;
    int32_t band_b;
    int32_t zone_size; /* nautical miles less one */
};

/* Message 22 for one or two stations. */
struct ais_channel_addressed {
    int32_t channel_a;
    int32_t channel_b;
    int32_t txrx;
    int32_t power;
    int32_t dest_mmsi[2];
    int32_t addressed; /* 1 */
    int32_t band_a;
    int32_t band_b;
    int32_t zone_size;
};

/* Assignments to a group of stations: message 23 (ITU-R M.1371-5 annex 8, 3.21). */

/* Message 23: the stations in an area that are of these types. */
struct ais_group_assignment {
    int32_t ne_longitude_min_e1;
    int32_t ne_latitude_min_e1;
    int32_t sw_longitude_min_e1;
    int32_t sw_latitude_min_e1;
    int32_t station_type;
    int32_t ship_type; /* 0: all */
    int32_t txrx;
    int32_t interval; /* code of the clause's table 76 */
    int32_t quiet_min;
};

/* Class B static data in parts: message 24 (ITU-R M.1371-5 annex 8, 3.22). */

/* Message 24, part A. */
struct ais_static_a {
    char ship_name[21];
};

/* Message 24, part B. */
struct ais_static_b {
    int32_t ship_type;
    char vendor_id[4]; /* the maker's three letters */
    int32_t vendor_model;
    int32_t vendor_serial;
    char callsign[8];
    int32_t to_bow_m;
    int32_t to_stern_m;
    int32_t to_port_m;
    int32_t to_starboard_m;
    int32_t epfd;
};

/* Message 24, part B of an auxiliary craft (MMSI 98...): its mother ship instead of dimensions. */
struct ais_static_b_auxiliary {
    int32_t ship_type;
    char vendor_id[4];
    int32_t vendor_model;
    int32_t vendor_serial;
    char callsign[8];
    int32_t mothership_mmsi;
    int32_t epfd;
};

/* Long-range position reports: message 27 (ITU-R M.1371-5 annex 8, 3.25). */

/* Message 27. */
struct ais_long_range {
    int32_t accuracy;
    int32_t raim;
    int32_t navigation_status;
    int32_t longitude_min_e1;
    int32_t latitude_min_e1;
    int32_t speed_kn;
    int32_t course_deg;
    int32_t gnss; /* 1: the position is not the current GNSS position */
};

/* A message type whose layout is not known here: message 28, new in ITU-R M.1371-6.
 *
 * No second source confirms its fields; it is passed on as it came. */

/* Message 28. */
struct ais_passed {
    struct ais_data data; /* all behind the MMSI */
};

enum {
    AIS_MESSAGE_TYPE_MAX = 28,
    AIS_MESSAGE_TYPE_COUNT = AIS_MESSAGE_TYPE_MAX + 1, /* for arrays; 0 is no type */
};

/* What was odd about a message that was decoded all the same. Bits of `flags`. */
enum ais_flag {
    AIS_FLAG_NO_CHECKSUM = 1,
    AIS_FLAG_FILL = 2,          /* fill bits missing, impossible, or not fitting the length */
    AIS_FLAG_OVERLONG = 4,      /* more bits than the type has */
    AIS_FLAG_TRUNCATED = 8,     /* fewer bits than the type has */
    AIS_FLAG_BAD_CHECKSUM = 16, /* kept by wish */
    AIS_FLAG_COUNT = 5,
};

struct ais_message {
    uint8_t type;
    uint8_t repeat;
    char part; /* of message 24: 'A' or 'B'; '\0' for others */
    uint8_t flags;
    uint32_t mmsi;
    struct ais_bits bits; /* the payload; goes with the decoder's next call */

    const struct ais_layout *layout;
    union {
        struct ais_position position;                           /* 1, 2, 3 */
        struct ais_base_station base_station;                   /* 4, 11 */
        struct ais_voyage voyage;                               /* 5 */
        struct ais_binary_addressed binary_addressed;           /* 6 */
        struct ais_acknowledge acknowledge;                     /* 7, 13 */
        struct ais_binary_broadcast binary_broadcast;           /* 8 */
        struct ais_sar_aircraft sar_aircraft;                   /* 9 */
        struct ais_inquiry inquiry;                             /* 10 */
        struct ais_safety_text_addressed safety_text_addressed; /* 12 */
        struct ais_safety_text safety_text;                     /* 14 */
        struct ais_interrogation interrogation;                 /* 15 */
        struct ais_assignment assignment;                       /* 16 */
        struct ais_differential differential;                   /* 17 */
        struct ais_class_b class_b;                             /* 18 */
        struct ais_class_b_extended class_b_extended;           /* 19 */
        struct ais_slots slots;                                 /* 20 */
        struct ais_aid aid;                                     /* 21 */
        struct ais_channel_area channel_area;                   /* 22 of an area */
        struct ais_channel_addressed channel_addressed;         /* 22 to stations */
        struct ais_group_assignment group_assignment;           /* 23 */
        struct ais_static_a static_a;                           /* 24 A */
        struct ais_static_b static_b;                           /* 24 B */
        struct ais_static_b_auxiliary static_b_auxiliary;       /* 24 B of MMSI 98... */
        struct ais_binary_single binary_single;                 /* 25 */
        struct ais_binary_multiple binary_multiple;             /* 26 */
        struct ais_long_range long_range;                       /* 27 */
        struct ais_passed passed;                               /* 28 */
    } fields;

    /* What a binary message's data say, where their DAC and FI are known. */
    struct ais_application application;
};

#endif
