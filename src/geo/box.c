/* SPDX-License-Identifier: Apache-2.0 */
#include "geo/box.h"

bool geo_box_contains(const struct geo_box *box, double longitude_deg, double latitude_deg)
{
    if (!(latitude_deg >= box->south_deg && latitude_deg <= box->north_deg))
        return false;
    if (box->east_deg - box->west_deg >= 360)
        return longitude_deg >= -180 && longitude_deg <= 180;
    if (box->west_deg <= box->east_deg)
        return longitude_deg >= box->west_deg && longitude_deg <= box->east_deg;
    return longitude_deg >= box->west_deg || longitude_deg <= box->east_deg;
}
