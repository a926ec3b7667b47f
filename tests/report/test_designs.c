/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"
#include "report/designs.h"

#include <string.h>

static struct report_designs *read(const char *bytes, const char *why)
{
    char words[256];
    struct text reason = text_init(words, sizeof words);
    struct report_designs *designs = report_designs_new(bytes, strlen(bytes), &reason);

    CHECK_TEXT(words, why);
    CHECK((designs != NULL) == (why[0] == '\0'));
    return designs;
}

static void a_ship_is_found_by_her_imo_number_and_else_by_her_mmsi(void)
{
    struct report_designs *designs = read("name,imo,draught_m,block,deadweight_t,mmsi\r\n"
                                          "A,9074729,18,0.82,185000,\r\n"
                                          "\"B, the\",,7.5,0.7,9000,799000002\n",
                                          "");
    const struct report_design *design = report_designs_find(designs, 9074729, 799000002);

    CHECK(design != NULL);
    CHECK_REAL(design->draught_m, 18, 0);
    CHECK_REAL(design->deadweight_t, 185000, 0);
    CHECK_REAL(design->block, 0.82, 0);
    design = report_designs_find(designs, -1, 799000002);
    CHECK(design != NULL);
    CHECK_REAL(design->draught_m, 7.5, 0);
    CHECK(report_designs_find(designs, -1, 799000003) == NULL);
    CHECK(report_designs_find(designs, 799000002, 0) == NULL);
    report_designs_free(designs);
}

static void a_table_that_is_none_is_refused_with_its_reason(void)
{
    read("", "it is empty");
    read("imo,draught_m,block\n", "there is no column deadweight_t");
    read("draught_m,block,deadweight_t\n", "there is no column imo or mmsi");
    read("imo,draught_m,block,deadweight_t\n9074729,x,0.8,1000\n",
         "line 2: draught_m is no number");
    read("imo,draught_m,block,deadweight_t\n9074729,1.2.3,0.8,1000\n",
         "line 2: draught_m is no number");
    read("imo,draught_m,block,deadweight_t\n99999999999,1,0.8,1000\n", "line 2: imo is no number");
    read("imo,draught_m,block,deadweight_t\n\"9074729\n", "line 2 is no row");
}

int main(void)
{
    RUN(a_ship_is_found_by_her_imo_number_and_else_by_her_mmsi);
    RUN(a_table_that_is_none_is_refused_with_its_reason);
    return check_summary();
}
