/* SPDX-License-Identifier: Apache-2.0 */
/* Texts, and what applications tell each other of themselves: the international function messages
 * of ITU-R M.1371-5 annex 5 (FI 0 and 2 to 5) and of M.1371-1 (FI 1 and 40). By libais and IALA's
 * register of application-specific messages, and, for FI 0, 2, 3, 4, 5 and 40, real traffic. */
#include "ais/application.h"

/* clang-format off */
#define ROW(member) AIS_MEMBER(struct ais_text_telegram, member)
static const struct ais_field text_telegram_fields[] = {
    {"ack_required", ROW(ack_required),          0,   1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"text_seqno",   ROW(text_sequence_number),  1,  11, AIS_UNSIGNED,         0, 1, 0, 0},
    {"text",         ROW(text),                 12, 936, AIS_TEXT,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_text_telegram_layout = {
    text_telegram_fields, sizeof text_telegram_fields / sizeof text_telegram_fields[0],
    .title = "Text telegram",
    .core_bit_count = 18, .bit_count_min = 18, .bit_count_max = 948,
};

#define ROW(member) AIS_MEMBER(struct ais_text_acknowledge, member)
static const struct ais_field text_acknowledge_fields[] = {
    {"ack_dac",    ROW(acknowledged_dac),      0, 10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"text_seqno", ROW(text_sequence_number), 10, 11, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_text_acknowledge_layout = {
    text_acknowledge_fields, sizeof text_acknowledge_fields / sizeof text_acknowledge_fields[0],
    .title = "Acknowledgement of a text telegram",
    .core_bit_count = 21, .bit_count_min = 21, .bit_count_max = 24,
};

#define ROW(member) AIS_MEMBER(struct ais_message_interrogation, member)
static const struct ais_field message_interrogation_fields[] = {
    {"req_dac", ROW(requested_dac),  0, 10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"req_fid", ROW(requested_fid), 10,  6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_message_interrogation_layout = {
    message_interrogation_fields,
    sizeof message_interrogation_fields / sizeof message_interrogation_fields[0],
    .title = "Interrogation for an application message",
    .core_bit_count = 16, .bit_count_min = 16, .bit_count_max = 80,
};

#define ROW(member) AIS_MEMBER(struct ais_capability_interrogation, member)
static const struct ais_field capability_interrogation_fields[] = {
    {"req_dac", ROW(requested_dac), 0, 10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_capability_interrogation_layout = {
    capability_interrogation_fields,
    sizeof capability_interrogation_fields / sizeof capability_interrogation_fields[0],
    .title = "Capability interrogation",
    .core_bit_count = 10, .bit_count_min = 10, .bit_count_max = 80,
};

#define ROW(member) AIS_MEMBER(struct ais_capability_reply, member)
static const struct ais_field capability_reply_fields[] = {
    {"req_dac",      ROW(requested_dac),  0,  10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"capabilities", ROW(capabilities),  10, 128, AIS_DATA,     AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_capability_reply_layout = {
    capability_reply_fields, sizeof capability_reply_fields / sizeof capability_reply_fields[0],
    .title = "Capability reply",
    .core_bit_count = 138, .bit_count_min = 138, .bit_count_max = 264,
    .bit_count_sent = 144,
};

#define ROW(member) AIS_MEMBER(struct ais_application_acknowledge, member)
static const struct ais_field application_acknowledge_fields[] = {
    {"ack_dac",      ROW(acknowledged_dac),      0, 10, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"ack_fid",      ROW(acknowledged_fid),     10,  6, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
    {"text_seqno",   ROW(text_sequence_number), 16, 11, AIS_UNSIGNED,         0, 1, 0, 0},
    {"ai_available", ROW(is_known),             27,  1, AIS_BOOL,     AIS_NEVER, 1, 0, 0},
    {"ai_response",  ROW(response),             28,  3, AIS_UNSIGNED, AIS_NEVER, 1, 0, 0},
};
#undef ROW

const struct ais_layout ais_application_acknowledge_layout = {
    application_acknowledge_fields,
    sizeof application_acknowledge_fields / sizeof application_acknowledge_fields[0],
    .title = "Application acknowledgement",
    .core_bit_count = 31, .bit_count_min = 31, .bit_count_max = 80,
    .bit_count_sent = 80,
};
/* clang-format on */
