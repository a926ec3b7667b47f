#include "node/config.h"

#include "node/places.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void node_config_init(struct node_config *config)
{
    memset(config, 0, sizeof *config);
    *config = (struct node_config){
        .name = "narrows",
        .http = {.address = "127.0.0.1", .port = 8080},
        .targets_max = 20000,
        .keep_lost_ms = INT64_C(30) * 60000,
    };
}

void node_config_add_default_source(struct node_config *config)
{
    assert(config->source_count < NODE_SOURCE_COUNT_MAX);
    struct node_source_config *source = &config->sources[config->source_count++];
    *source = (struct node_source_config){.name = "udp", .from = "udp://:10110"};
    enum source_address_error error = source_address_parse(source->from, &source->address);
    assert(error == SOURCE_ADDRESS_OK);
}

/* A whole number from `min` to `max`. */
static bool read_whole(const char *words, long min, long max, long *number)
{
    char *end;
    errno = 0;
    long value = strtol(words, &end, 10);
    if (end == words || *end != '\0' || errno != 0 || value < min || value > max)
        return false;
    *number = value;
    return true;
}

static bool is_address(const char *words)
{
    unsigned char storage[16];
    return inet_pton(AF_INET, words, storage) == 1 || inet_pton(AF_INET6, words, storage) == 1;
}

bool node_config_parse_http(const char *words, struct node_http *http)
{
    struct node_http result = {.address = "0.0.0.0"};
    const char *colon = strrchr(words, ':');
    long port;

    if (colon == NULL || !read_whole(colon + 1, 0, 65535, &port))
        return false;
    size_t size = (size_t)(colon - words);
    if (size >= 2 && words[0] == '[' && colon[-1] == ']') {
        words++;
        size -= 2;
    }
    if (size >= sizeof result.address)
        return false;
    if (size > 0) {
        memset(result.address, 0, sizeof result.address);
        memcpy(result.address, words, size);
    }
    result.port = (uint16_t)port;
    if (!is_address(result.address))
        return false;
    *http = result;
    return true;
}

/* The file as it is being read. */
struct reader {
    struct node_config *config;
    const char *path;
    FILE *file;
    int line;
    struct text *mistakes;
    struct node_source_config *source; /* the section at hand, NULL in others */
    bool is_in_node;
};

static void add_mistake(struct reader *reader, int line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void add_mistake(struct reader *reader, int line, const char *format, ...)
{
    va_list arguments;

    text_add_format(reader->mistakes, "%s:%d: ", reader->path, line);
    va_start(arguments, format);
    text_add_format_list(reader->mistakes, format, arguments);
    va_end(arguments);
    text_add_char(reader->mistakes, '\n');
}

static bool copy_words(char *place, size_t size_max, const char *words)
{
    size_t size = strlen(words);
    if (size == 0 || size >= size_max)
        return false;
    memcpy(place, words, size + 1);
    return true;
}

static void set_name(struct reader *reader, const char *words)
{
    if (!copy_words(reader->config->name, sizeof reader->config->name, words))
        add_mistake(reader, reader->line, "name is empty or too long; 1 to %d characters",
                    NODE_NAME_BYTES - 1);
}

static void set_http(struct reader *reader, const char *words)
{
    if (!node_config_parse_http(words, &reader->config->http))
        add_mistake(reader, reader->line,
                    "http '%s' is no address and port; write it as 127.0.0.1:8080", words);
}

static void set_host(struct reader *reader, const char *words)
{
    if (!copy_words(reader->config->host, sizeof reader->config->host, words))
        add_mistake(reader, reader->line, "host is empty or too long; 1 to %d characters",
                    NODE_NAME_BYTES - 1);
}

static void set_waters(struct reader *reader, const char *words)
{
    char path[NODE_PATH_BYTES];
    if (!node_places_waters(words, path))
        add_mistake(reader, reader->line,
                    "there are no waters '%s'; hormuz, oresund, or the path of a file", words);
    else if (!copy_words(reader->config->waters, sizeof reader->config->waters, path))
        add_mistake(reader, reader->line, "the path of the waters is too long; at most %d bytes",
                    SOURCE_PATH_BYTES - 1);
}

static void set_targets_max(struct reader *reader, const char *words)
{
    long number;
    if (read_whole(words, 1, NODE_TARGETS_MAX_MAX, &number))
        reader->config->targets_max = (size_t)number;
    else
        add_mistake(reader, reader->line, "targets_max '%s' is out of range; 1 to %d", words,
                    NODE_TARGETS_MAX_MAX);
}

static void set_keep_lost(struct reader *reader, const char *words)
{
    long number;
    if (read_whole(words, 0, NODE_KEEP_LOST_MIN_MAX, &number))
        reader->config->keep_lost_ms = number * INT64_C(60000);
    else
        add_mistake(reader, reader->line, "keep_lost_min '%s' is out of range; 0 to %d minutes",
                    words, NODE_KEEP_LOST_MIN_MAX);
}

static void set_from(struct reader *reader, const char *words)
{
    struct node_source_config *source = reader->source;
    enum source_address_error error = source_address_parse(words, &source->address);

    if (!copy_words(source->from, sizeof source->from, words) && error == SOURCE_ADDRESS_OK)
        error = SOURCE_ADDRESS_TOO_LONG;
    if (error != SOURCE_ADDRESS_OK)
        add_mistake(reader, reader->line, "from '%s' %s", words, source_address_error_words(error));
}

static void set_station(struct reader *reader, const char *words)
{
    if (!copy_words(reader->source->station, sizeof reader->source->station, words))
        add_mistake(reader, reader->line, "station is empty or too long; 1 to %d characters",
                    NODE_NAME_BYTES - 1);
}

struct key {
    const char *name;
    void (*set)(struct reader *reader, const char *words);
};

static const struct key node_keys[] = {
    {"name", set_name},
    {"http", set_http},
    {"host", set_host},
    {"waters", set_waters},
    {"targets_max", set_targets_max},
    {"keep_lost_min", set_keep_lost},
    {NULL, NULL},
};

static const struct key source_keys[] = {
    {"from", set_from},
    {"station", set_station},
    {NULL, NULL},
};

static void add_unknown_key(struct reader *reader, const struct key *keys, const char *name)
{
    char bytes[256];
    struct text names = text_init(bytes, sizeof bytes);

    for (const struct key *key = keys; key->name != NULL; key++)
        text_add_format(&names, "%s%s", key == keys ? "" : ", ", key->name);
    add_mistake(reader, reader->line, "no key '%s'; one of %s", name, bytes);
}

/* Called by inih; the section is known already. */
static int take_key(void *user, const char *section, const char *name, const char *value)
{
    struct reader *reader = user;
    const struct key *keys = reader->source != NULL ? source_keys : node_keys;

    if (section[0] == '\0')
        add_mistake(reader, reader->line, "'%s' stands in no section; [node] or [source NAME]",
                    name);
    if (reader->source == NULL && !reader->is_in_node)
        return 1; /* the section's own line was named */
    for (const struct key *key = keys; key->name != NULL; key++)
        if (strcmp(key->name, name) == 0) {
            key->set(reader, value);
            return 1;
        }
    add_unknown_key(reader, keys, name);
    return 1;
}

static void begin_source(struct reader *reader, const char *name)
{
    struct node_config *config = reader->config;

    if (config->source_count == NODE_SOURCE_COUNT_MAX) {
        add_mistake(reader, reader->line, "too many sources; at most %d", NODE_SOURCE_COUNT_MAX);
        return;
    }
    for (size_t i = 0; i < config->source_count; i++)
        if (strcmp(config->sources[i].name, name) == 0) {
            add_mistake(reader, reader->line, "source '%s' stands in line %d already; another name",
                        name, config->sources[i].line);
            return;
        }
    struct node_source_config *source = &config->sources[config->source_count];
    *source = (struct node_source_config){.line = reader->line};
    if (!copy_words(source->name, sizeof source->name, name)) {
        add_mistake(reader, reader->line,
                    "the source has no name, or a long one; [source NAME] with up to %d characters",
                    NODE_NAME_BYTES - 1);
        return;
    }
    config->source_count++;
    reader->source = source;
}

/* "[source roof]" as it stands in the file. inih tells sections only with their first key, and a
 * section without keys would go unseen. */
static void begin_section(struct reader *reader, const char *line)
{
    char name[NODE_NAME_BYTES * 2] = "";
    const char *end = strchr(line, ']');
    size_t size = end != NULL ? (size_t)(end - line) - 1 : 0;

    reader->source = NULL;
    reader->is_in_node = false;
    if (end == NULL || size == 0 || size >= sizeof name) {
        add_mistake(reader, reader->line, "no section; [node] or [source NAME]");
        return;
    }
    memcpy(name, line + 1, size);
    while (size > 0 && name[size - 1] == ' ')
        name[--size] = '\0';
    if (strcmp(name, "node") == 0)
        reader->is_in_node = true;
    else if (strncmp(name, "source", 6) == 0 && (name[6] == ' ' || name[6] == '\0'))
        begin_source(reader, name + 6 + strspn(name + 6, " "));
    else
        add_mistake(reader, reader->line, "no section [%s]; [node] or [source NAME]", name);
}

/* Called by inih as fgets() would be. */
static char *read_line(char *bytes, int size_max, void *user)
{
    struct reader *reader = user;

    if (fgets(bytes, size_max, reader->file) == NULL)
        return NULL;
    reader->line++;
    if (bytes[0] == '[')
        begin_section(reader, bytes);
    return bytes;
}

static void check_sources(struct reader *reader)
{
    for (size_t i = 0; i < reader->config->source_count; i++) {
        const struct node_source_config *source = &reader->config->sources[i];
        if (source->from[0] == '\0')
            add_mistake(reader, source->line,
                        "source '%s' does not say where it is; add from = udp://:10110 or another",
                        source->name);
    }
}

bool node_config_read(struct node_config *config, const char *path, struct text *mistakes)
{
    struct reader reader = {.config = config, .path = path, .mistakes = mistakes};

    reader.file = fopen(path, "re");
    if (reader.file == NULL) {
        text_add_format(mistakes, "%s: cannot be read: %s\n", path, strerror(errno));
        return false;
    }
    size_t size = mistakes->size;
    int line = ini_parse_stream(read_line, &reader, take_key, &reader);
    if (ferror(reader.file))
        text_add_format(mistakes, "%s: cannot be read: %s\n", path, strerror(errno));
    else if (line > 0 && mistakes->size == size)
        add_mistake(&reader, line, "neither a section nor a key; write key = value");
    if (mistakes->size == size)
        check_sources(&reader);
    fclose(reader.file);
    return mistakes->size == size;
}
