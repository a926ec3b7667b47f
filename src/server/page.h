/* SPDX-License-Identifier: Apache-2.0 */
/* Files: the map's page and the waters. */
#ifndef SERVER_PAGE_H
#define SERVER_PAGE_H

#include "server/response.h"

/* Answers with the file of `directory` that the URL's path names, "/" being index.html. Only
 * names of letters, digits, `.`, `-` and `_` are files of the page, none beginning with a dot, so
 * that no path leads out of it. A 304 when `if_none_match` holds the file's tag. */
void server_page_answer(const char *directory, const char *path, const char *if_none_match,
                        struct server_response *response);

/* The same for one file. */
void server_page_answer_file(const char *path, const char *if_none_match,
                             struct server_response *response);

/* By the ending of its name. */
const char *server_page_content_type(const char *path);

#endif
