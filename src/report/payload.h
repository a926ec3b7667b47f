/* SPDX-License-Identifier: Apache-2.0 */
/* Cargo from draught (Arslanalp and others 2021, as PortWatch estimates trade).
 *
 * Displacement at a draught T is 1.025 L B T Cb(T), where Cb(T) = 1 - (1 - Cb) (Td / T)^(1/3);
 * the light ship is the displacement at the design draught Td less the deadweight; cargo is what
 * the displacement has beyond it. Fuel, water, stores and ballast count as cargo. */
#ifndef REPORT_PAYLOAD_H
#define REPORT_PAYLOAD_H

#include <stdbool.h>

/* What AIS does not tell of a ship. */
struct report_design {
    double draught_m;    /* Td */
    double deadweight_t; /* DWT */
    double block;        /* Cb at Td */
};

struct report_payload {
    double cargo_t;
    double share; /* of the deadweight */

    /* How far off the cargo may be by the rounding of what AIS sends alone: 0.05 m of draught, half
     * a metre of length and of beam, all the same way. */
    double error_t;
};

/* False, with the result untouched, for numbers that no ship has. The draught counts as Td at most,
 * cargo as 0 at least and as the deadweight at most. */
bool report_payload_of(const struct report_design *design, double length_m, double beam_m,
                       double draught_m, struct report_payload *payload);

#endif
