/* SPDX-License-Identifier: Apache-2.0 */
/* A message of any type back to its payload (ITU-R M.1371-5 annex 8). */
#ifndef AIS_MESSAGE_WRITE_H
#define AIS_MESSAGE_WRITE_H

#include "ais/layout_write.h"

/* The inverse of ais_message_read(): `layout`, type, repeat indicator, MMSI and fields, and where
 * `application.layout` is there the application's in place of the data. `bits` and `flags` are not
 * looked at. As long as the recommendation says; the data of an application that is always
 * of one length have that, all others fill their last byte.
 * What is refused is named as by ais_layout_write(), or "type", "repeat", "mmsi"; "type" also says
 * that the layout is not this message's. */
struct ais_written ais_message_write(const struct ais_message *message,
                                     uint8_t bytes[static AIS_PAYLOAD_BYTES_MAX]);

#endif
