/* SPDX-License-Identifier: Apache-2.0 */
/* The data of binary messages, told apart by DAC (designated area code: who defined them) and FI
 * (function identifier): ITU-R M.1371-5 annex 5. */
#ifndef AIS_APPLICATION_H
#define AIS_APPLICATION_H

#include "ais/layout.h"

/* The layout of these data; its bits count from the first behind DAC and FI. NULL when none is
 * known for them, or when they are too short for it. */
const struct ais_layout *ais_application_layout(int32_t dac, int32_t fid, struct ais_bits data);

struct ais_application_row {
    int32_t dac;
    int32_t fid;
    const struct ais_layout *layout;
};

/* The applications that are known, from 0 on; false behind the last. */
bool ais_application_at(size_t index, struct ais_application_row *row);

/* The layouts that data with this DAC and FI may have, one an index from 0 on; NULL behind the
 * last. */
const struct ais_layout *ais_application_layout_at(int32_t dac, int32_t fid, size_t index);

/* Reads the data when their layout is known, and says so in `application->layout`. What was odd
 * about their length: flags of enum ais_flag. */
uint8_t ais_application_read(int32_t dac, int32_t fid, const struct ais_data *data,
                             struct ais_application *application);

extern const struct ais_layout ais_route_layout;

#endif
