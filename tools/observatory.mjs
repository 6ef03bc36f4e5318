// Asks MDN's HTTP Observatory, on this computer, what it thinks of a site on this computer.
//
//   node tools/observatory.mjs FOLDER PORT CERTIFICATE KEY
//
// FOLDER has the scanner (npm install --ignore-scripts @mdn/mdn-http-observatory), PORT is where
// the site listens. A small proxy with a certificate for "localhost" (whose maker is in
// NODE_EXTRA_CA_CERTS) stands before it at 80 and 443 meanwhile, as a hosted site has one.
// How it goes: docs/how-to/scan-the-headers.md
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import { pathToFileURL } from "node:url";

const [folder, port, certificate, key] = process.argv.slice(2);
const scanner = `${folder}/node_modules/@mdn/mdn-http-observatory/src/scanner/index.js`;
const { scan } = await import(pathToFileURL(scanner).href);

/** Hands a request on to the site, saying over which line it came. */
const handOn = (line) => (asked, answer) => {
  const headers = { ...asked.headers, "x-forwarded-proto": line, "x-forwarded-for": "127.0.0.1" };
  const to = { host: "127.0.0.1", port, method: asked.method, path: asked.url, headers };
  const inner = http.request(to, (reply) => {
    answer.writeHead(reply.statusCode, reply.headers);
    reply.pipe(answer);
  });
  asked.pipe(inner);
};

const pair = { cert: readFileSync(certificate), key: readFileSync(key) };
http.createServer(handOn("http")).listen(80, "127.0.0.1");
https.createServer(pair, handOn("https")).listen(443, "127.0.0.1");
const found = await scan("localhost");
for (const [name, one] of Object.entries(found.tests)) {
  console.log(`${one.pass ? "pass" : "FAIL"} ${String(one.scoreModifier).padStart(4)} ${name}: ${one.result}`);
}
const { grade, score, testsPassed, testsQuantity } = found.scan;
console.log(`${grade}, ${score} points, ${testsPassed} of ${testsQuantity}`);
process.exit(0);
