// DuckDB's part of bench/archive.py. Commands on standard input, a line of JSON each; a line of JSON back.
//   {"load": CSV}                               loads the rows ordered by hour and cell; the seconds
//   {"name": NAME, "sql": SQL, "seconds": S}    asks for about so long; the answer, the median of milliseconds, the mean
//                                               of the processors' milliseconds
// SPDX-License-Identifier: Apache-2.0
import {createInterface} from "node:readline";

import {DuckDBInstance} from "@duckdb/node-api";

const COLUMNS = "{time:'BIGINT', mmsi:'UINTEGER', lon:'INTEGER', lat:'INTEGER', speed:'USMALLINT', "
    + "course:'USMALLINT', heading:'USMALLINT', status:'UTINYINT', turn:'TINYINT'}";

const instance = await DuckDBInstance.create(process.argv[2]);
const connection = await instance.connect();

async function load(path)
{
    const began = performance.now();
    await connection.run("SET preserve_insertion_order = true");
    await connection.run(`CREATE TABLE position AS SELECT * FROM read_csv('${path}', header = false, columns = ${COLUMNS})
        ORDER BY time // 3600, lat // 150000, lon // 150000, mmsi, time`);
    await connection.run("CHECKPOINT");
    return {load: (performance.now() - began) / 1e3};
}

async function answer(sql)
{
    const reader = await connection.runAndReadAll(sql);
    return reader.getRows()[0].map(value => String(value ?? 0));
}

async function measure({name, sql, seconds})
{
    const times = [];
    const found = await answer(sql);
    const before = process.cpuUsage();
    for (let spent = 0; times.length < 3 || (spent < seconds * 1e3 && times.length < 1000); spent += times.at(-1)) {
        const began = performance.now();
        await answer(sql);
        times.push(performance.now() - began);
    }
    const {user, system} = process.cpuUsage(before);
    times.sort((a, b) => a - b);
    return {name, answer: found, ms: times[times.length >> 1], processor_ms: (user + system) / 1e3 / times.length};
}

for await (const line of createInterface({input: process.stdin})) {
    const command = JSON.parse(line);
    console.log(JSON.stringify(command.load ? await load(command.load) : await measure(command)));
}
connection.closeSync();
