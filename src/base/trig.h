/* SPDX-License-Identifier: Apache-2.0 */
/* Sines, arc tangents, exponentials and logarithms that are the same to the last bit on every
 * machine: additions, multiplications and divisions in one order. The C library's differ between
 * its versions and processors, and a figure that two shores recompute, or a drill that several
 * nodes run, may not.
 *
 * As exact as the C library's but for the last bit or two. NAN gives NAN. */
#ifndef BASE_TRIG_H
#define BASE_TRIG_H

/* Of any finite angle, reduced without loss; exact at multiples of 90 degrees. */
double trig_sin_deg(double angle_deg);
double trig_cos_deg(double angle_deg);

/* The direction of (x, y), -180 to 180 degrees from the x axis towards y; 0 for (0, 0). */
double trig_atan2_deg(double y, double x);

double trig_exp(double x);
double trig_log(double x); /* of a number above zero; NAN for others */

#endif
