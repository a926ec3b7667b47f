/* SPDX-License-Identifier: Apache-2.0 */
#include "server/page.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_BYTES_MAX = 4096 };

struct content_type {
    const char *ending;
    const char *type;
};

static const struct content_type content_types[] = {
    {".html", "text/html; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".mjs", "text/javascript; charset=utf-8"},
    {".json", "application/json"},
    {".geojson", "application/geo+json"},
    {".webmanifest", "application/manifest+json"},
    {".map", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".webp", "image/webp"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".woff", "font/woff"},
    {".wasm", "application/wasm"},
    {".pbf", "application/x-protobuf"},
};

const char *server_page_content_type(const char *path)
{
    size_t size = strlen(path);
    for (size_t i = 0; i < sizeof content_types / sizeof content_types[0]; i++) {
        size_t ending_size = strlen(content_types[i].ending);
        if (size >= ending_size && strcmp(path + size - ending_size, content_types[i].ending) == 0)
            return content_types[i].type;
    }
    return "application/octet-stream";
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
}

/* `path` begins with a slash; each name behind one has at least a character, the first no dot. */
static bool is_page_path(const char *path)
{
    for (const char *at = path; *at != '\0'; at++)
        if (*at == '/' ? at[1] == '.' || at[1] == '/' || at[1] == '\0' : !is_plain(*at))
            return false;
    return path[0] == '/';
}

/* True with `*bytes` of `size` read, to be freed. False when it cannot be read. */
static bool read_all(int fd, size_t size, char **bytes)
{
    char *room = malloc(size + 1);
    size_t done = 0;
    while (room != NULL && done < size) {
        ssize_t got = read(fd, room + done, size - done);
        if (got <= 0)
            break;
        done += (size_t)got;
    }
    if (room == NULL || done < size) {
        free(room);
        return false;
    }
    *bytes = room;
    return true;
}

static void set_etag(struct server_response *response, const struct stat *status)
{
    struct text etag = text_init(response->etag, sizeof response->etag);
    text_add_format(&etag, "\"%llx-%lx-%llx\"", (unsigned long long)status->st_mtim.tv_sec,
                    (unsigned long)status->st_mtim.tv_nsec, (unsigned long long)status->st_size);
}

static void answer_open_file(int fd, const struct stat *status, const char *if_none_match,
                             struct server_response *response)
{
    set_etag(response, status);
    response->cache_control = "no-cache"; /* kept, but asked for each time: a 304 is cheap */
    if (strstr(if_none_match, response->etag) != NULL || strcmp(if_none_match, "*") == 0) {
        response->status = 304;
        return;
    }
    size_t size = (size_t)status->st_size;
    if (size > SERVER_RESPONSE_BYTES_MAX || !read_all(fd, size, &response->body))
        server_response_fail(response, 503, "the file cannot be read now; try again");
    else
        response->body_size = size;
}

void server_page_answer_file(const char *path, const char *if_none_match,
                             struct server_response *response)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
        response->content_type = server_page_content_type(path);
        answer_open_file(fd, &status, if_none_match, response);
    } else {
        server_response_fail(response, 404, "there is no such file; / is the map");
    }
    if (fd >= 0)
        close(fd);
}

void server_page_answer(const char *directory, const char *path, const char *if_none_match,
                        struct server_response *response)
{
    char bytes[PATH_BYTES_MAX];
    struct text file = text_init(bytes, sizeof bytes);
    if (strcmp(path, "/") == 0)
        path = "/index.html";
    text_add(&file, directory);
    text_add(&file, path);
    if (file.is_cut || !is_page_path(path))
        server_response_fail(response, 404, "there is no such page; / is the map");
    else
        server_page_answer_file(bytes, if_none_match, response);
}
