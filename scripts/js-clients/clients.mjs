// SPDX-License-Identifier: Apache-2.0
//
// Sends events by AWS's SDK, by the SDK of CloudEvents and by the library of Standard Webhooks. The
// answer to the first attempt of each call is lost on its way, so every event is sent twice; what
// is printed in the end is a query by which each of them is seen to be there once.
//
// Reads from the environment: LAKEBUS_URL, LAKEBUS_KEY, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY,
// WEBHOOK_SECRET, HOOK (the hook's name) and SOURCE (a source that the vendor may use).
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import {
  EventBridgeClient,
  PutEventsCommand,
  TestEventPatternCommand,
} from "@aws-sdk/client-eventbridge";
import { FirehoseClient, PutRecordBatchCommand } from "@aws-sdk/client-firehose";
import { CloudEvent, CONSTANTS, emitterFor, httpTransport, Mode } from "cloudevents";
import { Webhook } from "standardwebhooks";
import { lossyProxy } from "./lossy-proxy.mjs";

const gateway = process.env.LAKEBUS_URL ?? "http://localhost:8080";
const key = required("LAKEBUS_KEY");
const webhookSecret = required("WEBHOOK_SECRET");
const hook = process.env.HOOK ?? "js-clients";
const source = process.env.SOURCE ?? "js-clients";
const run = randomUUID();
required("AWS_ACCESS_KEY_ID"); // the SDK reads them by itself
required("AWS_SECRET_ACCESS_KEY");
process.env.AWS_REGION ??= "eu-north-1";

/** How many events each client has sent. */
const sent = {};

const proxy = await lossyProxy(gateway);
try {
  await putEvents();
  await testEventPattern();
  await putRecordBatch();
  await cloudEvent("ce-structured", Mode.STRUCTURED);
  await cloudEvent("ce-binary", Mode.BINARY);
  await cloudEventBatch();
  await webhook();
  assert.deepEqual(new Set(proxy.attempts()), new Set([2]), "attempts of each call");
} finally {
  await proxy.close();
}
printQuery();

async function putEvents() {
  const client = new EventBridgeClient({ endpoint: proxy.url });
  const answer = await client.send(
    new PutEventsCommand({
      Entries: details("put-events", 3).map((detail) => ({
        Source: source,
        DetailType: "js.put-events",
        Detail: JSON.stringify(detail),
        Time: new Date(),
        Resources: ["arn:aws:s3:::a-bucket"],
      })),
    }),
  );
  assert.equal(answer.FailedEntryCount, 0);
  assert.equal(new Set(answer.Entries.map((entry) => entry.EventId)).size, 3);
  assert.equal(answer.$metadata.attempts, 2, "the SDK has tried twice");
  done("EventBridge PutEvents", "3 entries");
}

async function testEventPattern() {
  const client = new EventBridgeClient({ endpoint: proxy.url });
  const event = {
    id: "1",
    account: "123456789012",
    source,
    time: "2026-11-23T08:00:00Z",
    region: "eu-north-1",
    resources: [],
    "detail-type": "match.score",
    detail: { home_score: 2 },
  };
  const matches = async (pattern) => {
    const answer = await client.send(
      new TestEventPatternCommand({
        EventPattern: JSON.stringify(pattern),
        Event: JSON.stringify(event),
      }),
    );
    return answer.Result;
  };
  assert.equal(await matches({ detail: { home_score: [{ numeric: [">", 1] }] } }), true);
  assert.equal(await matches({ "detail-type": [{ prefix: "ticket." }] }), false);
  done("EventBridge TestEventPattern", "a match and none");
}

async function putRecordBatch() {
  const client = new FirehoseClient({ endpoint: proxy.url });
  const answer = await client.send(
    new PutRecordBatchCommand({
      DeliveryStreamName: "js.firehose",
      Records: details("put-record-batch", 3).map((detail) => ({
        Data: Buffer.from(JSON.stringify(detail) + "\n"),
      })),
    }),
  );
  assert.equal(answer.FailedPutCount, 0);
  assert.equal(new Set(answer.RequestResponses.map((one) => one.RecordId)).size, 3);
  assert.equal(answer.$metadata.attempts, 2, "the SDK has tried twice");
  done("Firehose PutRecordBatch", "3 records");
}

async function cloudEvent(client, mode) {
  const emit = emitterFor(httpTransport(`${proxy.url}/v1/events`), { mode });
  const [event] = cloudEvents(client, 1);
  const answer = await twice(() => emit(event, { headers: authorization() }));
  assert.deepEqual(JSON.parse(answer.body), accepted([event.id]));
  done(`CloudEvents ${mode}`, "1 event");
}

/** The SDK reads batches but has nothing that writes them: an array of its events is one. */
async function cloudEventBatch() {
  const send = httpTransport(`${proxy.url}/v1/events`);
  const events = cloudEvents("ce-batched", 2);
  const message = {
    headers: { [CONSTANTS.HEADER_CONTENT_TYPE]: CONSTANTS.MIME_CE_BATCH },
    body: JSON.stringify(events),
  };
  const answer = await twice(() => send(message, { headers: authorization() }));
  assert.deepEqual(JSON.parse(answer.body), accepted(events.map((event) => event.id)));
  done("CloudEvents batched", "2 events");
}

async function webhook() {
  const id = `msg_${randomUUID()}`;
  const now = new Date();
  const [detail] = details("webhook", 1);
  const body = JSON.stringify({ type: "js.webhook", ...detail });
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(webhookSecret).sign(id, now, body),
  };
  const url = `${proxy.url}/v1/hooks/${hook}`;
  const answer = await twice(() => fetch(url, { method: "POST", headers, body }));
  assert.equal(answer.status, 202);
  assert.deepEqual(await answer.json(), accepted([id]));
  done("Standard Webhooks", "1 webhook");
}

/** As a program does whose call has failed: the same again. */
async function twice(call) {
  await assert.rejects(call, "the first answer is lost");
  return call();
}

/** Details of one client's events, counted as sent. */
function details(client, count) {
  sent[client] = count;
  return Array.from({ length: count }, (_, n) => ({
    js_run: run,
    js_client: client,
    n,
    text: "Ålesund 🏆 \"2%\"",
  }));
}

function cloudEvents(client, count) {
  return details(client, count).map(
    (data) =>
      new CloudEvent({
        type: `js.${client}`,
        source,
        datacontenttype: "application/json",
        subject: "match 1", // the SDK does not percent-encode headers
        partitionkey: run,
        data,
      }),
  );
}

function accepted(ids) {
  return { accepted: ids.length, events: ids.map((id) => ({ id, status: "accepted" })) };
}

function authorization() {
  return { authorization: `Bearer ${key}` };
}

function required(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`js-clients: ${name} is not set`);
    process.exit(2);
  }
  return value;
}

function done(client, what) {
  console.error(`ok: ${client}: ${what}, sent twice`);
}

/** What differs from what was sent: no row is right. */
function printQuery() {
  const values = Object.entries(sent).map(([client, count]) => `('${client}', ${count})`);
  console.log(`WITH sent (client, n) AS (VALUES ${values.join(", ")}),
there AS (
  SELECT json_extract_scalar(detail, '$.js_client') AS client, count(*) AS n,
         count(DISTINCT _event_id) AS ids
  FROM events WHERE json_extract_scalar(detail, '$.js_run') = '${run}' GROUP BY 1),
routed AS (
  SELECT js_client AS client, count(*) AS n FROM js_clients WHERE js_run = '${run}' GROUP BY 1)
SELECT client, sent.n AS sent, there.n AS archived, there.ids AS ids, routed.n AS routed
FROM sent LEFT JOIN there USING (client) LEFT JOIN routed USING (client)
WHERE there.n IS DISTINCT FROM sent.n OR there.ids IS DISTINCT FROM sent.n
   OR routed.n IS DISTINCT FROM sent.n`);
}
