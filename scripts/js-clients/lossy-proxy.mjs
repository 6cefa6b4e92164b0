// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import http from "node:http";

/**
 * A way to a gateway that loses the first answer to every call: the gateway has the call, its
 * caller does not know. A call that is made again, by whomever, gets its answer.
 */
export async function lossyProxy(gateway) {
  const target = new URL(gateway);
  const seen = new Map();

  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const body = Buffer.concat(chunks);
    const name = nameOf(request, body);
    seen.set(name, (seen.get(name) ?? 0) + 1);
    const forwarded = http.request(
      {
        host: target.hostname,
        port: target.port || 80,
        method: request.method,
        path: request.url,
        headers: request.headers,
      },
      async (answer) => {
        const parts = [];
        for await (const part of answer) {
          parts.push(part);
        }
        if (seen.get(name) === 1) {
          request.socket.destroy();
        } else {
          response.writeHead(answer.statusCode, answer.headers);
          response.end(Buffer.concat(parts));
        }
      },
    );
    forwarded.on("error", () => request.socket.destroy());
    forwarded.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** How often each call has been made. */
    attempts: () => [...seen.values()],
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** What a call and its repeats have in common. */
function nameOf(request, body) {
  const hash = createHash("sha256").update(request.url).update(body);
  return request.headers["amz-sdk-invocation-id"] ?? hash.digest("hex");
}
