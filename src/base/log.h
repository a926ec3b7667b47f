/* SPDX-License-Identifier: Apache-2.0 */
/* One line a happening on standard error: what, whom, why. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

/* "narrows: " and the words. For what an operator can act on; bad input is counted instead. */
void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
