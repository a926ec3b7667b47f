/* SPDX-License-Identifier: Apache-2.0 */
/* The description of /ogc in OpenAPI 3.0. */
#include "server/collections.h"

static const char parameters[] =
    "\"parameters\":{"
    "\"bbox\":{\"name\":\"bbox\",\"in\":\"query\",\"description\":\"west, south, east, north in "
    "degrees; with heights six numbers; west greater than east: across the antimeridian\","
    "\"required\":false,\"schema\":{\"type\":\"array\",\"minItems\":4,\"maxItems\":6,\"items\":{"
    "\"type\":\"number\"}},\"style\":\"form\",\"explode\":false},"
    "\"datetime\":{\"name\":\"datetime\",\"in\":\"query\",\"description\":\"a time of RFC 3339, or "
    "an interval of two with a slash between; an open end is ..\",\"required\":false,\"schema\":{"
    "\"type\":\"string\"},\"style\":\"form\",\"explode\":false},"
    "\"limit\":{\"name\":\"limit\",\"in\":\"query\",\"description\":\"features in a page\","
    "\"required\":false,\"schema\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":10000,"
    "\"default\":100},\"style\":\"form\",\"explode\":false},"
    "\"mmsi\":{\"name\":\"mmsi\",\"in\":\"query\",\"description\":\"of one transmitter\","
    "\"required\":false,\"schema\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":1073741823},"
    "\"style\":\"form\",\"explode\":false},"
    "\"f\":{\"name\":\"f\",\"in\":\"query\",\"description\":\"the format\",\"required\":false,"
    "\"schema\":{\"type\":\"string\",\"enum\":[\"json\"]},\"style\":\"form\",\"explode\":false},"
    "\"next\":{\"name\":\"next\",\"in\":\"query\",\"description\":\"where the page begins, as the "
    "link before said\",\"required\":false,\"schema\":{\"type\":\"string\"},\"style\":\"form\","
    "\"explode\":false},"
    "\"featureId\":{\"name\":\"featureId\",\"in\":\"path\",\"description\":\"the id of a feature\","
    "\"required\":true,\"schema\":{\"type\":\"string\"}}},"
    "\"responses\":{"
    "\"json\":{\"description\":\"JSON\",\"content\":{\"application/json\":{\"schema\":{\"type\":"
    "\"object\"}}}},"
    "\"features\":{\"description\":\"GeoJSON\",\"content\":{\"application/geo+json\":{\"schema\":{"
    "\"type\":\"object\"}}}},"
    "\"error\":{\"description\":\"what is wrong, and what instead\",\"content\":{"
    "\"application/json\":{\"schema\":{\"type\":\"object\",\"required\":[\"error\"],\"properties\":"
    "{\"error\":{\"type\":\"string\"}}}}}}}";

static const char *const collection_parameters[] = {"bbox", "datetime", "limit", "f", "next"};

static void write_reference(struct json *json, const char *name, const char *kind,
                            const char *which)
{
    char bytes[64];
    struct text text = text_init(bytes, sizeof bytes);

    text_add_format(&text, "#/components/%s/%s", kind, which);
    json_open_object(json, name);
    json_text(json, "$ref", bytes);
    json_close_object(json);
}

/* Opens a path up to its parameters, which the caller writes. */
static void open_path(struct json *json, const char *path, const char *summary,
                      const char *operation)
{
    json_open_object(json, path);
    json_open_object(json, "get");
    json_text(json, "summary", summary);
    json_text(json, "operationId", operation);
    json_open_array(json, "parameters");
}

static void close_path(struct json *json, const char *response)
{
    json_close_array(json);
    json_open_object(json, "responses");
    write_reference(json, "200", "responses", response);
    write_reference(json, "default", "responses", "error");
    json_close_object(json);
    json_close_object(json);
    json_close_object(json);
}

static void write_plain_paths(struct json *json)
{
    static const char *const paths[][3] = {
        {"/ogc", "the landing page", "getLandingPage"},
        {"/ogc/conformance", "what this conforms to", "getConformance"},
        {"/ogc/collections", "the collections", "getCollections"},
    };

    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        open_path(json, paths[i][0], paths[i][1], paths[i][2]);
        close_path(json, "json");
    }
}

static void write_collection_paths(struct json *json, enum server_collection collection)
{
    char path_bytes[56], operation_bytes[64];
    struct text path = text_init(path_bytes, sizeof path_bytes);
    struct text operation = text_init(operation_bytes, sizeof operation_bytes);
    const char *id = server_collection_id(collection);

    text_add_format(&path, "/ogc/collections/%s", id);
    text_add_format(&operation, "describe_%s", id);
    open_path(json, path_bytes, "what the collection is", operation_bytes);
    close_path(json, "json");
    text_add(&path, "/items");
    text_clear(&operation);
    text_add_format(&operation, "get_%s", id);
    open_path(json, path_bytes, "its features", operation_bytes);
    for (size_t i = 0; i < sizeof collection_parameters / sizeof collection_parameters[0]; i++)
        write_reference(json, NULL, "parameters", collection_parameters[i]);
    if (collection != SERVER_WATERS)
        write_reference(json, NULL, "parameters", "mmsi");
    close_path(json, "features");
    text_add(&path, "/{featureId}");
    text_add(&operation, "_feature");
    open_path(json, path_bytes, "one feature", operation_bytes);
    write_reference(json, NULL, "parameters", "featureId");
    write_reference(json, NULL, "parameters", "f");
    close_path(json, "features");
}

void server_openapi_write(struct text *text, const void *base)
{
    struct json json = json_init(text);

    json_open_object(&json, NULL);
    json_text(&json, "openapi", "3.0.3");
    json_open_object(&json, "info");
    json_text(&json, "title", "narrows: OGC API - Features");
    json_text(&json, "description", "The history of ships (AIS) that a node has kept");
    json_text(&json, "version", "1.0.0");
    json_close_object(&json);
    json_open_array(&json, "servers");
    json_open_object(&json, NULL);
    json_text(&json, "url", ((const char *)base)[0] != '\0' ? base : "/");
    json_close_object(&json);
    json_close_array(&json);
    json_open_object(&json, "paths");
    write_plain_paths(&json);
    for (int i = 0; i < SERVER_COLLECTION_COUNT; i++)
        write_collection_paths(&json, (enum server_collection)i);
    json_close_object(&json);
    json_open_object(&json, "components");
    text_add(text, parameters);
    json_close_object(&json);
    json_close_object(&json);
}
