/* Raw numbers of messages in the units used above this layer: degrees, metres, metres per second.
 * NAN for "not available", for AIS_MISSING and for what is outside the range that can be. */
#ifndef AIS_UNITS_H
#define AIS_UNITS_H

#include <stdint.h>

/* `per_degree`: 600000 in most messages, 600 in message 27. */
double ais_units_longitude_deg(int32_t raw, int32_t per_degree);
double ais_units_latitude_deg(int32_t raw, int32_t per_degree);

/* Knots times `per_knot`; `absent` is the raw value for "not available". 102.2 knots and more is
 * sent as 1022 tenths, and stays that. */
double ais_units_speed_mps(int32_t raw, int32_t per_knot, int32_t absent);

/* Degrees times `per_degree`, 0 to below 360. For course and heading. */
double ais_units_direction_deg(int32_t raw, int32_t per_degree);

/* From the rate of turn indicator of messages 1 to 3, starboard positive. +-720 when it says only
 * that the ship turns faster than 5 degrees in 30 s (ITU-R M.1371-5 annex 8, table 48). */
double ais_units_turn_deg_per_min(int32_t raw);

#endif
