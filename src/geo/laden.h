/* SPDX-License-Identifier: Apache-2.0 */
/* What a ship carries, by her draught: displacement after Arslanalp, Koepke and Verschuur (IMF
 * Working Paper 2021/225), whose figures PortWatch publishes. */
#ifndef GEO_LADEN_H
#define GEO_LADEN_H

/* A ship as she was designed; AIS says but the first two. */
struct geo_laden_design {
    double length_m, beam_m;
    double draught_m;
    double block; /* her block coefficient at that draught */
    double deadweight_t;
};

struct geo_laden {
    double block; /* at the draught at hand: hulls are finer below */
    double displacement_t;
    double payload_t; /* cargo, and what else is not ship: fuel, ballast */
};

/* At a draught, which counts as at most that of the design, in sea water of 1.025 t a cubic metre.
 * The payload is below zero where the draught is less than the empty ship's. All NAN where a number
 * is missing or not above zero. The same on every machine. */
struct geo_laden geo_laden_at(const struct geo_laden_design *design, double draught_m);

#endif
