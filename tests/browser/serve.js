/* A static server with the policy that sites are made for. */
"use strict";
const fs = require("fs");
const http = require("http");
const path = require("path");

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
  "base-uri 'none'; form-action 'self'";
const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml", ".xml": "application/xml", ".json": "application/json",
  ".jsonl": "text/plain; charset=utf-8",
  ".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".png": "image/png", ".jpg": "image/jpeg",
};

exports.POLICY = POLICY;
/* → {base, log, close}; policy "" is none. log lists [path, bytes] of what was asked for. */
exports.serve = (folder, policy = POLICY) =>
  new Promise((resolve) => {
    const log = [];
    const server = http.createServer((request, response) => {
      const asked = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
      const file = path.join(folder, path.normalize("/" + asked));
      fs.readFile(file, (error, bytes) => {
        log.push([asked, error ? 0 : bytes.length]);
        response.writeHead(error ? 404 : 200, {
          "Content-Type": TYPES[path.extname(file)] || "application/octet-stream",
          ...(policy && { "Content-Security-Policy": policy }),
          "X-Content-Type-Options": "nosniff",
        });
        response.end(error ? "" : bytes);
      });
    });
    server.listen(0, "127.0.0.1", () =>
      resolve({ base: `http://127.0.0.1:${server.address().port}/`, log, close: () => server.close() }));
  });
