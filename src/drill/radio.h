/* SPDX-License-Identifier: Apache-2.0 */
/* Who hears whom: the radio horizon, fading that lasts, and messages that meet in one slot. */
#ifndef DRILL_RADIO_H
#define DRILL_RADIO_H

#include "drill/random.h"
#include "drill/scenario.h"

/* How far antennas of these heights hear each other over the sea: 4.12 (sqrt(h1) + sqrt(h2)) km,
 * the optical horizon of an Earth of four thirds its radius (ITU-R P.834). */
double drill_radio_horizon_nmi(double receiver_m, double transmitter_m);

/* What a station hears of one ship: its level against the least that is decoded. */
struct drill_fading {
    float level_db; /* about the mean */
    float time_s;
};

/* Level of a transmission at a station in dB above what is decoded, without fading: it falls by
 * 40 dB for ten times the distance (a wave that the sea reflects), and behind the horizon by 4 dB a
 * nautical mile. At the horizon it is 3 dB. */
double drill_radio_level_db(double distance_nmi, double horizon_nmi);

/* Goes on with the fading of a ship at a station: 4 dB, forgotten within a minute, and 2 dB of
 * each message alone. */
double drill_radio_fade_db(struct drill_fading *fading, double time_s, struct drill_random *random);

/* By so much must one be stronger than all others in its slot to be decoded all the same: the
 * co-channel rejection of a receiver (IEC 61993-2, 15.3.2). */
enum { DRILL_RADIO_CAPTURE_DB = 10 };

#endif
